"""Handing in a week."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, Project, User, WorkEntry
from clients.work.submitting import SubmitRefused, remarks, submit_week, take_back_week
from tests.agreed import worked

MONDAY = date(2026, 3, 9)


def test_the_drafts_of_the_week_are_handed_in_and_can_be_taken_back(
    audit: Project, casey: User, pat: User
) -> None:
    ours = worked(audit, casey, MONDAY, "2.00", state="draft")
    approved = worked(audit, casey, MONDAY)
    others = [
        worked(audit, pat, MONDAY, state="draft"),
        worked(audit, casey, MONDAY + timedelta(days=7), state="draft"),
    ]

    assert submit_week(consultant=casey, monday=MONDAY) == Decimal("2.00")
    ours.refresh_from_db()
    assert ours.state == "submitted"
    assert ours.submitted_at is not None
    assert {entry.state for entry in WorkEntry.objects.filter(pk__in=[e.pk for e in others])} == {
        "draft"
    }

    assert take_back_week(consultant=casey, monday=MONDAY) == Decimal("2.00")
    ours.refresh_from_db()
    approved.refresh_from_db()
    assert (ours.state, ours.submitted_at, approved.state) == ("draft", None, "approved")
    verbs = Activity.objects.filter(client=audit.client).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["week.submitted", "week.taken_back"]


def test_a_week_without_drafts_is_not_handed_in(audit: Project, casey: User) -> None:
    worked(audit, casey, MONDAY)

    with pytest.raises(SubmitRefused, match="Nothing of this week waits to be submitted"):
        submit_week(consultant=casey, monday=MONDAY)
    with pytest.raises(SubmitRefused, match="any more"):
        take_back_week(consultant=casey, monday=MONDAY)


def test_days_without_time_and_unusual_sums_are_worth_a_second_look(
    audit: Project, casey: User
) -> None:
    def entries(*hours: int) -> list[WorkEntry]:
        return [
            WorkEntry(
                worked_on=MONDAY + timedelta(days=n), hours=Decimal(h).quantize(Decimal("0.01"))
            )
            for n, h in enumerate(hours)
            if h
        ]

    friday = MONDAY + timedelta(days=4)

    def told(*hours: int, today: date = friday) -> list[str]:
        said = remarks(entries(*hours), MONDAY, today)
        return [each.replace("\N{NO-BREAK SPACE}", " ") for each in said]

    assert told(8, 8, 8, 8, 8) == []
    assert told(8, 0, 8, 0, 8) == ["No time on Tuesday, Thursday."]
    assert told(8, 0, 0, 0, 0, today=MONDAY) == []
    assert told(12, 8, 8, 8, 8) == ["12.00 h on Monday."]
    assert told(10, 10, 10, 10, 10, 9) == ["59.00 h in the week."]


def test_the_page_hands_in_and_takes_back(audit: Project, casey: User, browser: Browser) -> None:
    worked(audit, casey, MONDAY, "2.00", state="draft")
    browser.force_login(casey)

    page = browser.post(reverse("work:week_submit", args=[MONDAY]), follow=True)
    assert "Submitted: 2" in page.content.decode()
    page = browser.post(reverse("work:week_take_back", args=[MONDAY]), follow=True)
    assert "are drafts again" in page.content.decode()
    page = browser.post(reverse("work:week_take_back", args=[MONDAY]), follow=True)

    assert "waits for approval any more" in page.content.decode()
