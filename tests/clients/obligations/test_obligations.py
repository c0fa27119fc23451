"""Obligations: who may say that they were met, what follows, and what both sides mean by them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clients.models import Fulfilment, Issue, Notice, Obligation, Relationship, User
from clients.obligations.restatement_models import Restatement
from clients.obligations.services import ObligationRefused, fulfil, keep_obligation, take_back
from clients.obligations.understanding import judge, restate, understanding_of
from clients.obligations.watch import watch
from retainer.agenda.calendar import due_to
from retainer.lib import format as written
from tests.clients.advice.conftest import at_the_portal
from tests.clients.obligations.conftest import browsing, owe

FILE = b"""obligation,owes,first_on,how_often,working_day,clause,evidence
Send the usage report,us,2026-01-01,working-day,12,7.3,
Review the contract,provider,2026-02-10,quarterly,,9.1,Minutes
Close the month,client,2026-01-30,monthly,,,
Do it at odd hours,us,2026-01-30,FREQ=HOURLY,,,
"""


def test_done_moves_on_to_the_next_day_of_the_rule_and_back(
    report: Obligation, casey: User
) -> None:
    assert report.next_due == date(2026, 1, 15)

    met = fulfil(obligation=report, due_on=report.next_due, done_on=date(2026, 1, 16),
                 done_by=casey, evidence="Report 1")  # fmt: skip
    report.refresh_from_db()

    assert (report.next_due, met.was_late) == (date(2026, 2, 13), True)
    with pytest.raises(ObligationRefused, match="noted as done meanwhile"):
        fulfil(obligation=report, due_on=met.due_on, done_on=met.done_on, done_by=casey)
    take_back(obligation=report, taken_back_by=casey)
    report.refresh_from_db()
    assert report.next_due == date(2026, 1, 15)
    with pytest.raises(ObligationRefused, match="taken back before"):
        take_back(obligation=report, taken_back_by=casey)


def test_a_changed_rule_asks_for_its_first_day_after_the_last_that_was_met(
    report: Obligation, casey: User
) -> None:
    fulfil(obligation=report, due_on=report.next_due, done_on=date(2026, 1, 14), done_by=casey)
    report.refresh_from_db()
    report.rule, report.working_day = "FREQ=MONTHLY;BYMONTHDAY=-1", None

    keep_obligation(obligation=report, kept_by=casey)

    assert report.next_due == date(2026, 1, 31)


def test_evidence_that_was_agreed_is_asked_for(retainer: Relationship, casey: User) -> None:
    owed = owe(retainer, casey, evidence="The report")
    today = timezone.localdate()

    with pytest.raises(ObligationRefused, match="Say or link what shows it: The report"):
        fulfil(obligation=owed, due_on=owed.next_due, done_on=today, done_by=casey)
    fulfil(obligation=owed, due_on=owed.next_due, done_on=today, done_by=casey,
           link="https://acme.test/report")  # fmt: skip


def test_the_clients_people_speak_for_the_clients_own_duties_alone(
    report: Obligation, sites: Obligation, owen: User
) -> None:
    today = timezone.localdate()
    with at_the_portal(owen):
        with pytest.raises(ObligationRefused, match="your consultant notes"):
            fulfil(obligation=report, due_on=report.next_due, done_on=today, done_by=owen)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Fulfilment.objects.create(
                client_id=report.client_id, obligation=report, due_on=today, done_on=today,
                done_by_id=owen.pk,
            )  # fmt: skip
        fulfil(obligation=sites, due_on=sites.next_due, done_on=today, done_by=owen)
        take_back(obligation=sites, taken_back_by=owen)
        fulfil(obligation=sites, due_on=sites.next_due, done_on=today, done_by=owen)

    sites.refresh_from_db()
    assert (sites.next_due, sites.shown) == (None, "done")


def test_what_is_overdue_is_told_once_to_whoever_owes_it(
    report: Obligation, sites: Obligation, casey: User, owen: User
) -> None:
    today = timezone.localdate()

    assert watch(today) == watch(today) == 2

    told = Notice.objects.order_by("pk").values_list("recipient__name", "sentence")
    assert sorted((name, sentence.split(": ")[1]) for name, sentence in told) == [
        ("Casey Cole", "Name the sites, Our retainer"),
        ("Casey Cole", "Send the usage report, Our retainer"),
        ("Owen Ortiz", "Name the sites, Our retainer"),
    ]


def test_a_calendar_holds_what_its_reader_owes(
    retainer: Relationship, casey: User, owen: User
) -> None:
    today = timezone.localdate()
    for owes in Obligation.Owes:
        owe(retainer, casey, what=f"Owed by {owes}", owes=owes, first_on=today, rule="",
            working_day=None)  # fmt: skip

    ours = [due.title for due in due_to(casey, today) if due.kind == "obligation"]
    with at_the_portal(owen):
        theirs = [due.title for due in due_to(owen, today) if due.kind == "obligation"]

    assert len(ours) == 3
    assert theirs == ["Owed: Owed by client, Our retainer"]


def test_it_is_noted_on_the_page_and_taken_back_there(report: Obligation, casey: User) -> None:
    address = reverse("obligations:obligation_detail", args=[report.public_id])
    browser = browsing(casey)

    noted = browser.post(
        address,
        {"due_on": "2026-01-15", "done_on": "2026-01-13", "evidence": "Report 1"},
        follow=True,
    ).content.decode()
    again = browser.post(address, {"due_on": "2026-01-15", "done_on": "2026-01-13"})
    back = reverse("obligations:obligation_take_back", args=[report.public_id])
    undone = browser.post(back, follow=True).content.decode()

    assert back in noted
    assert "Report 1" in noted
    assert "noted as done meanwhile" in again.content.decode()
    assert f"due on {written.day(date(2026, 1, 15))} again" in undone


def test_a_form_chooses_the_rule_by_name(retainer: Relationship, casey: User) -> None:
    address = reverse("obligations:obligation_create", args=[retainer.public_id])
    facts = {
        "what": "Send the report", "owes": "us", "how_often": "working-day",
        "first_on": "2026-01-01", "is_active": "on",
    }  # fmt: skip
    browser = browsing(casey)

    missing = browser.post(address, facts).content.decode()
    browser.post(address, facts | {"working_day": "10"})

    assert "Say by which working day" in missing
    owed = Obligation.objects.get()
    assert (owed.rule, owed.working_day) == ("FREQ=MONTHLY;BYMONTHDAY=1", 10)
    edit = browser.get(reverse("obligations:obligation_edit", args=[owed.public_id]))
    assert edit.context["form"]["how_often"].value() == "working-day"


def test_a_file_is_tried_then_loaded_and_goes_out_as_it_came(
    report: Obligation, retainer: Relationship, casey: User
) -> None:
    fulfil(obligation=report, due_on=report.next_due, done_on=date(2026, 1, 14), done_by=casey)
    address = reverse("obligations:obligation_import", args=[retainer.public_id])
    browser = browsing(casey)

    browser.post(address, {"file": SimpleUploadedFile("o.csv", FILE), "try": ""})
    assert Obligation.objects.count() == 1
    loaded = browser.post(
        address, {"file": SimpleUploadedFile("o.csv", FILE), "load": "yes"}
    ).content.decode()

    assert "Not every month has this day" in loaded
    assert "Begin with FREQ=" in loaded
    report.refresh_from_db()
    assert (report.working_day, report.next_due) == (12, date(2026, 1, 20))
    out = reverse("obligations:relationship_export", args=[retainer.public_id])
    lines = browser.get(out).content.decode().splitlines()
    assert "quarterly" in lines[1] + lines[2]
    assert "working-day,12" in lines[1] + lines[2]


def test_both_sides_say_it_before_they_read_each_other(
    report: Obligation, casey: User, owen: User
) -> None:
    address = reverse("obligations:obligation_detail", args=[report.public_id])
    words = reverse("obligations:obligation_restate", args=[report.public_id])
    browsing(casey).post(words, {"words": "We mail the PDF by the 10th"})

    before = browsing(owen).get(address).content.decode()
    after = browsing(owen).post(words, {"words": "You upload the CSV"}, follow=True)

    assert "We mail the PDF" not in before
    assert "We mail the PDF" in after.content.decode()
    assert "Do both mean the same?" in after.content.decode()


def test_a_difference_becomes_an_issue_and_new_words_are_judged_anew(
    report: Obligation, casey: User, owen: User, pat: User
) -> None:
    ours = restate(obligation=report, words="A PDF", written_by=casey)
    with at_the_portal(owen):
        theirs = restate(obligation=report, words="A CSV", written_by=owen)
        judge(obligation=report, ours=ours.pk, theirs=theirs.pk, is_same=False, judged_by=owen)
        assert understanding_of(report, owen).issue is not None

    issue = Issue.objects.get()
    assert "A PDF" in issue.text
    assert "A CSV" in issue.text
    pair = {"obligation": report, "ours": ours.pk, "theirs": theirs.pk, "is_same": True}
    with pytest.raises(ObligationRefused, match="judged before"):
        judge(judged_by=casey, **pair)
    newer = restate(obligation=report, words="A CSV", written_by=casey)
    with pytest.raises(ObligationRefused, match="said anew"):
        judge(judged_by=casey, **pair)
    assert understanding_of(report, pat).waits_for_verdict
    assert judge(judged_by=pat, **pair | {"ours": newer.pk}).is_same


def test_only_owners_judge_and_nobody_of_the_client_speaks_for_us(
    report: Obligation, acme: object, casey: User, owen: User
) -> None:
    report.relationship.their_owner = None
    report.relationship.save()
    ours = restate(obligation=report, words="A PDF", written_by=casey)
    with at_the_portal(owen):
        theirs = restate(obligation=report, words="A CSV", written_by=owen)
        with pytest.raises(ObligationRefused, match="owners of the relationship"):
            judge(obligation=report, ours=ours.pk, theirs=theirs.pk, is_same=True, judged_by=owen)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Restatement(
                client_id=report.client_id, obligation=report, side="us", words="x",
                written_by_id=owen.pk,
            ).save()  # fmt: skip


def test_lists_narrow_lead_from_the_relationship_and_teach(
    report: Obligation, sites: Obligation, retainer: Relationship, casey: User, owen: User
) -> None:
    all_of = reverse("obligations:obligation_list")
    shown = browsing(casey).get(all_of + "?owes=client").content.decode()
    page = reverse("relationships:my_relationship", args=[retainer.public_id])

    assert "Name the sites" in shown
    assert "Send the usage report" not in shown
    assert "by the 10th working day" in browsing(owen).get(all_of).content.decode()
    assert (
        f"{written.count(2, 'obligation')}, 2 overdue" in browsing(owen).get(page).content.decode()
    )


def test_many_obligations_cost_no_more_queries(
    retainer: Relationship, casey: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        owe(retainer, casey, what=f"Duty {number}")
    browser = browsing(casey)

    with django_assert_max_num_queries(16):
        browser.get(reverse("obligations:obligation_list"))
