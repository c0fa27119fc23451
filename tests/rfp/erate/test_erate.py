"""A request under E-rate: dates that follow, rules that it keeps or breaks, and what is noted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, User
from rfp.erate.rules import Rule, rules, window_of
from rfp.erate.services import ErateRefused, note_change
from rfp.erate.standing import facts_of
from rfp.models import ErateChange, Rfp, RfpRequirement, RfpSection, RfpStep
from tests.rfp.erate.making import changed, posted


@pytest.fixture
def school(rfp: Rfp) -> Rfp:
    rfp.is_erate = True
    rfp.save()
    return rfp


@pytest.fixture
def pat_browses(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def rule(rfp: Rfp, code: str) -> Rule:
    return next(each for each in rules(facts_of(rfp)) if each.code == code)


def due_on(rfp: Rfp, at: datetime, kind: str = "due") -> None:
    number = rfp.steps.count() + 1
    RfpStep.objects.create(
        client=rfp.client, rfp=rfp, number=number, kind=kind, at=at, changed_by=rfp.lead
    )


def weighed(rfp: Rfp, title: str, weight: int) -> None:
    number = rfp.sections.count() + 1
    section = RfpSection.objects.create(
        client=rfp.client, rfp=rfp, number=number, title=title, changed_by=rfp.lead
    )
    RfpRequirement.objects.create(
        client=rfp.client, rfp=rfp, section=section, number=number, title=title, text="Say how.",
        category="performance", weight=weight, changed_by=rfp.lead,
    )  # fmt: skip


def test_nothing_is_known_before_it_is_posted(school: Rfp) -> None:
    stands = {each.code: each.state for each in rules(facts_of(school))}

    assert stands == {
        "posting": "open", "price": "kept", "changes": "kept", "due": "open",
        "questions": "kept", "award": "open", "papers": "open",
    }  # fmt: skip


def test_days_follow_from_the_posting(school: Rfp, pat: User) -> None:
    posted(school, pat)

    window = window_of(facts_of(school))

    assert window is not None
    assert (window.closes, window.allowable_contract_date) == (
        date(2026, 2, 12),
        date(2026, 2, 13),
    )


def test_only_a_change_of_substance_begins_the_days_anew(school: Rfp, pat: User) -> None:
    posted(school, pat)
    changed(school, pat, happened_on=date(2026, 1, 20), is_substantive=False)
    assert rule(school, "changes").told == "No change was one of substance."

    changed(school, pat, happened_on=date(2026, 2, 2))

    assert rule(school, "changes").told == "The 28 days began anew on 2 Feb 2026."
    assert rule(school, "award").told == "Allowed from 3 Mar 2026 on."


def test_bidders_have_every_day_of_the_window(school: Rfp, pat: User) -> None:
    posted(school, pat)
    due_on(school, datetime(2026, 2, 12, 4, tzinfo=UTC))  # the evening of the 11th in Chicago

    stands = rule(school, "due")

    assert stands.state == "broken"
    assert stands.told == "Proposals are due on 11 Feb 2026. Move it to 12 Feb 2026 or later."


def test_a_contract_before_its_day_is_told(school: Rfp, pat: User) -> None:
    posting = posted(school, pat)
    due_on(school, datetime(2026, 2, 12, 18, tzinfo=UTC), "award")
    stands = rule(school, "award")
    assert stands.told == "It is to be awarded on 12 Feb 2026; allowed from 13 Feb 2026 on."

    posting.signed_on = date(2026, 2, 10)
    posting.save()

    assert rule(school, "award").told.startswith("It was signed on 10 Feb 2026")


def test_no_factor_weighs_as_much_as_the_price(school: Rfp) -> None:
    weighed(school, "Network", 8)
    weighed(school, "Support", 2)
    stands = rule(school, "price")  # 60 points for quality: 48 and 12 against 40
    assert stands.state == "broken"
    assert "and Network as many or more" in stands.told

    school.price_weight = Decimal(50)

    assert rule(school, "price").state == "kept"  # 40 and 10 against 50


def test_papers_are_kept_ten_years_after_the_last_service(school: Rfp, pat: User) -> None:
    posted(school, pat, last_service_on=date(2029, 6, 30))

    assert rule(school, "papers").told.endswith("until 30 Jun 2039.")


def test_only_what_changed_since_the_posting_counts(school: Rfp, pat: User) -> None:
    with pytest.raises(ErateRefused, match="Note first when it was posted"):
        changed(school, pat)
    posted(school, pat)
    with pytest.raises(ErateRefused, match="before it was posted"):
        changed(school, pat, happened_on=date(2026, 1, 14))


def test_another_request_is_not_noted_under_e_rate(rfp: Rfp, pat: User) -> None:
    with pytest.raises(ErateRefused, match="not under E-rate"):
        posted(rfp, pat)


def test_what_changed_stays_and_how_it_is_judged_may_change(school: Rfp, pat: User) -> None:
    posted(school, pat)
    change = changed(school, pat)

    with pytest.raises(DatabaseError), transaction.atomic():
        ErateChange.objects.filter(pk=change.pk).update(what="Nothing")
    change.is_substantive, change.because = False, "The speed stood in the form already."
    note_change(change=change, noted_by=pat)

    assert rule(school, "changes").told == "No change was one of substance."


def test_somebody_notes_the_posting_and_a_change(school: Rfp, pat_browses: Browser) -> None:
    page = reverse("erate:erate_detail", args=[school.public_id])
    assert "the days begin once it is posted" in pat_browses.get(page).content.decode()

    pat_browses.post(
        reverse("erate:posting_edit", args=[school.public_id]),
        {"form_470": "260012345", "posted_on": "2026-01-15", "days": "28"},
    )
    pat_browses.post(
        reverse("erate:change_add", args=[school.public_id]),
        {
            "happened_on": "2026-02-02", "what": "Two sites more", "is_substantive": "on",
            "because": "They need prices.",
        },
    )  # fmt: skip

    shown = pat_browses.get(page).content.decode()
    assert "Two sites more" in shown
    assert "no contract before 3 Mar 2026" in " ".join(shown.split())
    assert Activity.objects.filter(verb="erate.change", subject_id=school.public_id).exists()


def test_the_rules_leave_as_csv(school: Rfp, pat: User, pat_browses: Browser) -> None:
    posted(school, pat)

    answer = pat_browses.get(reverse("erate:erate_export", args=[school.public_id]))

    assert "Bidders have 28 full days" in answer.content.decode()


def test_days_below_28_are_refused(school: Rfp, pat_browses: Browser) -> None:
    answer = pat_browses.post(
        reverse("erate:posting_edit", args=[school.public_id]), {"days": "21"}
    )

    assert "greater than or equal to 28" in answer.content.decode()


def test_a_request_of_other_rules_has_no_such_page(rfp: Rfp, pat_browses: Browser) -> None:
    assert pat_browses.get(reverse("erate:erate_detail", args=[rfp.public_id])).status_code == 404
