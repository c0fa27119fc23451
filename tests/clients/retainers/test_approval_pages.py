"""The principal's pages about work that waits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.agreements.pricing import rate_of
from clients.models import (
    Client,
    ClientRate,
    EntryRemark,
    Notice,
    Project,
    RetainerAgreement,
    RetainerEntry,
    StandardRate,
    User,
    WorkEntry,
)
from clients.retainers.approval import approve, send_back
from clients.retainers.waiting import (
    PersonWeek,
    first_of_weeks,
    person_week,
    waiting_weeks,
    waiting_work,
)
from retainer.lib.keyset import SIZE
from retainer.lib.tenancy import acting_as
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import words
from tests.clients.test_queries import queries

MONDAY = date(2026, 3, 9)
LIST = reverse("retainers:approval_list")
APPROVE, SEND_BACK = reverse("retainers:work_approve"), reverse("retainers:work_send_back")


@pytest.fixture
def pat_browses(pat: User, browser: Browser) -> Browser:
    browser.force_login(pat)
    return browser


def weeks_of(principal: User) -> list[PersonWeek]:
    waiting = waiting_work(principal)
    return waiting_weeks(waiting, first_of_weeks(waiting).order_by("worked_on", "pk"))


def week_page(person: User, client: Client) -> str:
    return reverse("retainers:approval_week", args=[person.public_id, client.public_id, MONDAY])


def test_weeks_stand_by_person_and_client_with_what_they_would_charge(
    audit: Project, globex: Client, casey: User, pat: User
) -> None:
    audit.agreement.terms.update(rounding_minutes=30)
    StandardRate.objects.create(rate=200, starts_on=date(2026, 1, 1))
    elsewhere = Project.objects.create(client=globex, agreement=agree(globex), name="Sourcing")
    day = {"state": "submitted"}
    worked(audit, casey, MONDAY, "1.10", unbilled=Decimal("0.50"), **day)
    worked(audit, casey, MONDAY + timedelta(days=6), "2.00", mode="train", **day)
    worked(audit, casey, MONDAY + timedelta(days=7), "3.00", **day)
    worked(elsewhere, pat, MONDAY, "4.00", **day)
    worked(audit, casey, MONDAY, "9.00", state="draft")
    worked(audit, casey, MONDAY, "9.00")

    rows = weeks_of(pat)

    assert [(str(row.person), str(row.client), row.monday.day, row.worked) for row in rows] == [
        ("Casey Cole", "Acme Logistics", 9, Decimal("3.10")),
        ("Pat Page", "Globex Health", 9, Decimal("4.00")),
        ("Casey Cole", "Acme Logistics", 16, Decimal("3.00")),
    ]
    first = rows[0]
    assert (first.billable, first.charged) == (Decimal("2.60"), Decimal("3.00"))
    assert first.values == {"USD": Decimal("600.00")}
    assert first.modes == [("Train", Decimal("2.00")), ("Advise", Decimal("1.10"))]


def test_what_is_shown_is_what_approving_fixes(
    acme: Client, agreement: RetainerAgreement, audit: Project, casey: User, pat: User
) -> None:
    agreement.terms.update(rounding_minutes=15)
    ClientRate.objects.create(client=acme, project=audit, rate=90, starts_on=date(2026, 3, 10))
    StandardRate.objects.create(rate=200, starts_on=date(2026, 1, 1))
    for n, hours in enumerate(("0.10", "1.30", "2.55")):
        worked(audit, casey, MONDAY + timedelta(days=n), hours, state="submitted")
    shown = person_week(person=casey, client=acme, monday=MONDAY).entries

    approved = approve(entries=[each.entry for each in shown], approved_by=pat)

    assert [(each.charged, each.rate.amount, each.rate.source) for each in shown] == [
        (entry.charged, entry.rate, entry.rate_source) for entry in approved
    ]
    assert shown[1].rate == rate_of(audit, casey, MONDAY + timedelta(days=1))


def test_a_missing_rate_is_said_and_never_counted_as_nothing(
    audit: Project, casey: User, pat: User, pat_browses: Browser
) -> None:
    worked(audit, casey, MONDAY, "1.00", state="submitted")

    assert weeks_of(pat)[0].values == {"USD": None}
    assert "Rate missing" in pat_browses.get(LIST).content.decode()


def test_a_week_is_approved_whole(
    audit: Project, acme: Client, casey: User, pat: User, pat_browses: Browser
) -> None:
    entries = [worked(audit, casey, MONDAY, hours, state="submitted") for hours in ("1.00", "2.50")]
    draft = worked(audit, casey, MONDAY, "4.00", state="draft")
    page = pat_browses.get(week_page(casey, acme))
    shown = [each.entry.public_id for each in page.context["week"].waiting]

    page = pat_browses.post(APPROVE, {"all": "yes", "shown": shown}, follow=True)

    assert shown == [entry.public_id for entry in entries]
    assert "3.50" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"
    used = RetainerEntry.objects.filter(kind="consume")
    assert -used.balance() == Decimal("3.50")


def test_only_the_ticked_are_approved_or_sent_back_with_a_reason(
    audit: Project, casey: User, pat_browses: Browser
) -> None:
    good, vague = (worked(audit, casey, MONDAY, state="submitted") for _ in range(2))

    pat_browses.post(APPROVE, {"entry": [good.public_id, "nonsense"]})
    unsaid = pat_browses.post(SEND_BACK, {"entry": [vague.public_id], "reason": " "}, follow=True)
    vague.refresh_from_db()
    assert (vague.state, "Say why" in unsaid.content.decode()) == ("submitted", True)
    pat_browses.post(SEND_BACK, {"entry": [vague.public_id], "reason": "Which bill?"})

    states = dict(WorkEntry.objects.values_list("pk", "state"))
    assert states == {good.pk: "approved", vague.pk: "draft"}


def test_the_consultant_reads_on_the_week_why_it_came_back(
    audit: Project, casey: User, pat_browses: Browser
) -> None:
    entry = worked(audit, casey, MONDAY, state="submitted")
    pat_browses.post(SEND_BACK, {"entry": [entry.public_id], "reason": "Which bill?"})
    pat_browses.force_login(casey)

    page = pat_browses.get(reverse("work:week", args=[MONDAY])).content.decode()

    assert "Sent back by Pat Page: Which bill?" in page


def test_the_page_that_corrects_an_entry_says_why_it_came_back(
    audit: Project, casey: User, pat: User, pat_browses: Browser
) -> None:
    entry = worked(audit, casey, MONDAY, state="submitted")
    address = reverse("work:entry_edit", args=[entry.public_id])
    for reason in ("Which bill?", "And which carrier?"):
        send_back(entries=[entry], sent_back_by=pat, reason=reason)
        WorkEntry.objects.filter(pk=entry.pk).update(state="submitted")
    pat_browses.force_login(casey)

    handed_in = pat_browses.get(address).content.decode()
    WorkEntry.objects.filter(pk=entry.pk).update(state="draft")
    draft = pat_browses.get(address).content.decode()

    assert "Sent back by Pat Page" in draft
    assert "And which carrier?" in draft
    assert "Which bill?" not in draft
    assert "Sent back" not in handed_in


def test_whoever_wrote_it_is_told_once_that_work_came_back(
    audit: Project, casey: User, pat: User, owen: User, pat_browses: Browser
) -> None:
    entries = [worked(audit, casey, MONDAY, "1.50", state="submitted") for _ in range(2)]
    own = worked(audit, pat, MONDAY, state="submitted")
    alone = worked(audit, casey, MONDAY, state="submitted")

    send_back(entries=[*entries, own], sent_back_by=pat, reason="Which bill?")
    send_back(entries=[alone], sent_back_by=pat, reason="And this?")

    together, single = Notice.objects.order_by("pk")
    assert (together.recipient, single.recipient) == (casey, casey)
    hours = "2 entries, 3.00\N{NO-BREAK SPACE}h"
    assert together.sentence == f"Pat Page sent back {hours}: Which bill?"
    assert single.link == reverse("work:entry_edit", args=[alone.public_id])
    pat_browses.force_login(casey)
    shown = pat_browses.get(together.link).context["page"]
    assert {entry.pk for entry in shown} == {*(entry.pk for entry in entries), alone.pk}


def test_no_client_reads_why_work_was_sent_back(
    audit: Project, acme: Client, casey: User, owen: User, pat_browses: Browser, pat: User
) -> None:
    entry = worked(audit, casey, MONDAY, state="submitted")
    pat_browses.post(SEND_BACK, {"entry": [entry.public_id], "reason": "Padded"})
    approve(entries=[entry], approved_by=pat)

    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        assert not EntryRemark.objects.exists()
        assert not Notice.objects.exists()
    assert EntryRemark.objects.get().is_internal


def test_nothing_ticked_is_said(pat_browses: Browser) -> None:
    for address in (APPROVE, SEND_BACK):
        assert "Tick" in pat_browses.post(address, follow=True).content.decode()


def test_many_waiting_entries_cost_no_more_queries_than_one(
    audit: Project, sourcing: Project, acme: Client, casey: User, pat: User, pat_browses: Browser
) -> None:
    worked(audit, casey, MONDAY, state="submitted")
    addresses = (LIST, week_page(casey, acme))
    one = [queries(lambda at=at: pat_browses.get(at)) for at in addresses]
    for n in range(12):
        for project, person in ((audit, casey), (sourcing, casey), (sourcing, pat)):
            worked(project, person, MONDAY + timedelta(days=n), state="submitted")

    many = [queries(lambda at=at: pat_browses.get(at)) for at in addresses]

    assert many == one
    assert max(many) <= 20


def test_the_weeks_are_paged(audit: Project, casey: User, pat_browses: Browser) -> None:
    for week in range(SIZE + 1):
        day = MONDAY + timedelta(weeks=week)
        worked(audit, casey, day, 1, state="submitted")
        worked(audit, casey, day + timedelta(days=2), 2, state="submitted")

    first = pat_browses.get(LIST)
    second = pat_browses.get(LIST, {"older": first.context["page"].older})

    assert "51 weeks wait" in words(first)
    assert "153.00 h worked" in words(first)
    assert [row.monday for row in first.context["rows"]] == [
        MONDAY + timedelta(weeks=week) for week in range(SIZE)
    ]
    (last,) = second.context["rows"]
    assert (last.monday, last.worked) == (MONDAY + timedelta(weeks=SIZE), 3)
    assert pat_browses.get(LIST, {"newer": second.context["page"].newer}).context["rows"]
