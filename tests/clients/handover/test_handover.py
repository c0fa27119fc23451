"""Tasks that go over to a client, alone only upon a proof, and the gauge of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.handover.drawing import hours_by_part, tasks_by_phase
from clients.handover.gauge import gauge
from clients.handover.models import Phase
from clients.handover.services import HandoverRefused, keep_path, keep_task, move, prove
from clients.handover.training import keep_item, note_session
from clients.models import (
    Client,
    HandoverPath,
    HandoverTask,
    Project,
    TrainingItem,
    TrainingSession,
    User,
)
from retainer.lib.months import month_of, shifted
from tests.agreed import agree
from tests.agreed import worked as log_work

ALONE = "Seen: two bills checked alone."


def make(client: Client, by: User, **facts: object) -> HandoverTask:
    """Together from today on, alone in ninety days, unless said otherwise."""
    today = timezone.localdate()
    usual = {
        "task": "Check each carrier bill",
        "our_owner": by,
        "their_owner": "Dana Reyes",
        "together_by": today,
        "theirs_by": today + timedelta(days=90),
        "proof_wanted": "Two bills checked alone.",
    }
    return keep_task(task=HandoverTask(client=client, **usual | facts), kept_by=by)


@pytest.fixture
def task(acme: Client, casey: User) -> HandoverTask:
    return make(acme, casey)


@pytest.fixture
def chapter(acme: Client, casey: User) -> TrainingItem:
    item = TrainingItem(client=acme, title="Reading a carrier bill", refresh_months=12)
    return keep_item(item=item, kept_by=casey)


def moved(task: HandoverTask, phase: str, by: User, words: str = "") -> HandoverTask:
    today = timezone.localdate()
    return move(task=task, phase=phase, moved_on=today, words=words, moved_by=by)


def proved(task: HandoverTask, by: User) -> HandoverTask:
    return prove(task=task, proof=ALONE, proved_on=timezone.localdate(), noted_by=by)


def taught(item: TrainingItem, by: User, audience: str, days_ago: int) -> TrainingSession:
    session = TrainingSession(
        item=item,
        held_on=timezone.localdate() - timedelta(days=days_ago),
        audience=audience,
        ours="Casey",
        theirs="Owen, Dana",
    )
    return note_session(session=session, noted_by=by)


def test_nobody_works_alone_before_it_is_proved(task: HandoverTask, casey: User) -> None:
    moved(task, "together", casey)
    with pytest.raises(HandoverRefused, match="Note the proof first: Two bills checked alone"):
        moved(task, "theirs", casey)

    proved(task, casey)
    moved(task, "theirs", casey)

    task.refresh_from_db()
    assert (task.phase, task.proof) == ("theirs", ALONE)
    assert [step.phase for step in task.steps.all()] == ["theirs", "together", "ours"]


def test_the_database_holds_that_rule_too(task: HandoverTask) -> None:
    with pytest.raises(IntegrityError, match="nobody_works_alone"), transaction.atomic():
        HandoverTask.objects.filter(pk=task.pk).update(phase="theirs")


def test_alone_comes_only_after_together(task: HandoverTask, casey: User) -> None:
    proved(task, casey)

    with pytest.raises(HandoverRefused, match="Do it together first"):
        moved(task, "theirs", casey)


def test_what_comes_back_says_why_and_is_proved_anew(task: HandoverTask, casey: User) -> None:
    moved(task, "together", casey)
    proved(task, casey)
    moved(task, "theirs", casey)
    with pytest.raises(HandoverRefused, match="Say why"):
        moved(task, "ours", casey)

    moved(task, "together", casey, "Dana left the company.")

    task.refresh_from_db()
    assert (task.phase, task.proof, task.proved_on) == ("together", "", None)


def test_a_proof_is_of_the_person_who_gave_it(task: HandoverTask, casey: User) -> None:
    moved(task, "together", casey)
    now = proved(task, casey)
    now.their_owner = "Ari Stone"

    keep_task(task=now, kept_by=casey)

    now.refresh_from_db()
    assert now.proof == ""


def test_whoever_does_it_alone_is_not_exchanged_in_passing(task: HandoverTask, casey: User) -> None:
    moved(task, "together", casey)
    proved(task, casey)
    alone = moved(task, "theirs", casey)
    alone.their_owner = "Ari Stone"

    with pytest.raises(HandoverRefused, match="Take it back to together first"):
        keep_task(task=alone, kept_by=casey)


def test_a_file_is_tried_then_loaded_and_proofs_stay(
    browser: Browser, acme: Client, casey: User, task: HandoverTask
) -> None:
    moved(proved(moved(task, Phase.TOGETHER, casey), casey), Phase.THEIRS, casey)
    browser.force_login(casey)
    address = reverse("handover:task_import", args=[acme.public_id])
    head = "task,our_owner,their_owner,together_by,theirs_by,proof_wanted\n"
    rows = (
        f"Order lines,{casey.name},Dana Reyes,2026-03-01,2026-06-01,Five orders\n"
        "Send disputes,Nobody,Dana Reyes,2026-03-01,2026-06-01,One credit\n"
        f"File bills,{casey.email},Dana Reyes,2026-07-01,2026-06-01,One month\n"
        f"Check each carrier bill,{casey.name},Somebody Else,2026-03-01,2026-06-01,Two bills\n"
    )

    tried, loaded = (
        browser.post(
            address, {"file": SimpleUploadedFile("t.csv", (head + rows).encode()), deed: "yes"}
        ).text
        for deed in ("try", "load")
    )

    assert "This file would add 1, update 0 and leave 0 as they are." in tried
    assert "is nobody of us who works for this client" in loaded
    assert "is after the day they do it alone" in loaded
    assert "Take it back to together first" in loaded
    ordering = HandoverTask.objects.get(task="Order lines")
    assert [step.phase for step in ordering.steps.all()] == [Phase.OURS]
    task.refresh_from_db()
    assert (task.their_owner, task.proof) == ("Dana Reyes", ALONE)


def test_a_path_falls_evenly(acme: Client) -> None:
    path = HandoverPath(
        client=acme, first_month=date(2026, 1, 1), last_month=date(2026, 5, 1),
        doing_first=60, doing_last=20,
    )  # fmt: skip

    shares = [path.share_in(date(2026, month, 1)) for month in (1, 2, 5, 9)]

    assert shares == [Decimal("0.6"), Decimal("0.5"), Decimal("0.2"), Decimal("0.2")]
    assert path.share_in(date(2025, 12, 1)) is None


def test_the_gauge_shares_hours_by_part_and_tasks_by_phase(
    acme: Client, casey: User, task: HandoverTask
) -> None:
    this = month_of(timezone.localdate())
    agreement = agree(acme, starts_on=shifted(this, -3))
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    for mode, hours in (("do", 6), ("train", 1), ("oversee", 3)):
        log_work(project, casey, this, hours, mode=mode)
    log_work(project, casey, shifted(this, -1), 5, mode="do")
    log_work(project, casey, this, 7, mode="do", state="draft")
    moved(task, "together", casey)
    path = HandoverPath(
        client=acme, first_month=shifted(this, -1), last_month=this, doing_first=100, doing_last=50
    )
    keep_path(path=path, kept_by=casey)

    before, now = gauge(acme, this)

    assert (before.doing, before.most_doing, before.is_above) == (Decimal(1), Decimal(1), False)
    assert (now.hours, now.doing, now.overseeing) == (Decimal(10), Decimal("0.6"), Decimal("0.3"))
    assert now.is_above
    assert before.tasks == 0
    assert (now.ours, now.together, now.theirs, now.planned_ours) == (0, 1, 0, 0)
    assert "Agreed for doing: 50%" in hours_by_part([before, now])
    assert tasks_by_phase([before, now]) == ""
    after = replace(now, month=shifted(this, 1))
    assert "Together: 100%" in tasks_by_phase([before, now, after])


def test_nothing_to_show_draws_nothing(acme: Client) -> None:
    assert gauge(acme, timezone.localdate()) == []
    assert hours_by_part([]) == tasks_by_phase([]) == ""


def test_leadership_is_taught_first_or_the_page_says_so(chapter: TrainingItem, casey: User) -> None:
    taught(chapter, casey, "staff", 20)
    assert TrainingItem.objects.for_list().get().staff_came_first
    taught(chapter, casey, "leaders", 10)
    assert TrainingItem.objects.for_list().get().staff_came_first

    taught(chapter, casey, "leaders", 30)

    assert not TrainingItem.objects.for_list().get().staff_came_first


def test_a_chapter_is_taught_again_in_time(chapter: TrainingItem, casey: User) -> None:
    assert TrainingItem.objects.for_list().get().shown == "to_teach"
    taught(chapter, casey, "leaders", 10)
    assert TrainingItem.objects.for_list().get().shown == "taught"
    TrainingSession.objects.all().delete()

    taught(chapter, casey, "leaders", 400)

    assert TrainingItem.objects.for_list().get().shown == "teach_again"


def test_the_register_wants_people_of_both_parties(chapter: TrainingItem, casey: User) -> None:
    alone = TrainingSession(
        item=chapter, held_on=timezone.localdate(), audience="staff", ours="Casey", theirs=" "
    )

    with pytest.raises(HandoverRefused, match="of both parties"):
        note_session(session=alone, noted_by=casey)


def test_both_sides_read_the_same_and_only_we_move_it(
    acme: Client, task: HandoverTask, chapter: TrainingItem, casey: User, owen: User
) -> None:
    ours, theirs = Browser(), Browser()
    ours.force_login(casey)
    theirs.force_login(owen)
    deed = reverse("handover:task_move", args=[task.public_id])

    assert theirs.post(deed, {"phase": "together"}).status_code == 403
    ours.post(deed, {"phase": "together"})
    page = theirs.get(reverse("handover:my_handover")).content.decode()

    for text in ("Check each carrier bill", "Together", "Reading a carrier bill", "Dana Reyes"):
        assert text in page
    detail = ours.get(reverse("handover:task_detail", args=[task.public_id])).content.decode()
    assert "The last phase needs a proof first." in detail


def test_the_forms_keep_a_task_and_a_path(acme: Client, casey: User) -> None:
    browser = Browser()
    browser.force_login(casey)
    today = timezone.localdate()
    facts = {
        "task": "Order lines", "our_owner": casey.pk, "their_owner": "Ari",
        "together_by": today, "theirs_by": today - timedelta(days=1), "proof_wanted": "Five orders",
    }  # fmt: skip
    create = reverse("handover:task_create", args=[acme.public_id])

    refused = browser.post(create, facts)
    kept = browser.post(create, facts | {"theirs_by": today})
    browser.post(
        reverse("handover:path_edit", args=[acme.public_id]),
        {"first_month": "2026-01", "doing_first": 60, "last_month": "2026-12", "doing_last": 20},
    )

    assert "First together, then alone" in refused.content.decode()
    assert kept.status_code == 302
    assert HandoverTask.objects.get().phase == Phase.OURS
    assert HandoverPath.objects.get().last_month == date(2026, 12, 1)


def test_the_page_of_one_client_takes_few_queries(
    acme: Client,
    casey: User,
    chapter: TrainingItem,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        make(acme, casey, task=f"Task {number}")
    taught(chapter, casey, "leaders", 3)
    browser = Browser()
    browser.force_login(casey)

    with django_assert_max_num_queries(24):
        browser.get(f"{reverse('handover:handover_list')}?client={acme.slug}")
