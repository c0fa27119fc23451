"""Providers are reviewed at regular times; each review sets the day of the next."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from psycopg2.extras import DateRange

from clients.contracts.reviewing import NotReviewed, keep_review, plan_reviews
from clients.models import Activity, Carrier, Client, ContractRate, Review, ReviewPlan, User


@pytest.fixture
def plan(acme: Client, corvane: Carrier, casey: User) -> ReviewPlan:
    return plan_reviews(
        plan=ReviewPlan(client=acme, carrier=corvane, every_months=6, first_on=date(2026, 2, 1)),
        planned_by=casey,
    )


def hold(plan: ReviewPlan, by: User, day: date) -> Review:
    return keep_review(
        plan=plan, held_on=day, result=Review.Result.AMEND, summary="Prices are above the market.",
        answers={"Are the prices still those of the market?": "No."}, held_by=by,
    )  # fmt: skip


def test_the_next_is_due_so_many_months_after_the_last(plan: ReviewPlan) -> None:
    assert plan.next_after(None) == date(2026, 2, 1)
    assert plan.next_after(date(2026, 3, 15)) == date(2026, 9, 15)
    assert plan.next_after(date(2027, 8, 31)) == date(2028, 2, 29)


def test_a_day_has_one_review(plan: ReviewPlan, casey: User) -> None:
    hold(plan, casey, date(2026, 2, 3))

    with pytest.raises(NotReviewed, match="on file"):
        hold(plan, casey, date(2026, 2, 3))
    assert Activity.objects.filter(subject_id=plan.public_id).count() == 2


def test_a_provider_has_one_plan(
    plan: ReviewPlan, acme: Client, corvane: Carrier, casey: User
) -> None:
    with pytest.raises(NotReviewed, match="reviewed already"):
        plan_reviews(
            plan=ReviewPlan(client=acme, carrier=corvane, first_on=date(2026, 1, 1)),
            planned_by=casey,
        )


def test_a_review_is_planned_held_and_read(
    acme: Client, corvane: Carrier, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    calendar = reverse("contracts:review_calendar")
    assert "No provider is reviewed yet" in browser.get(calendar).content.decode()
    today = timezone.localdate()

    browser.post(
        reverse("contracts:plan_create", args=[acme.public_id]),
        {
            "carrier": corvane.pk,
            "every_months": 12,
            "first_on": str(today),
            "questions": "Is it right?\n\nIs it right?",
        },
    )
    plan = ReviewPlan.objects.get()
    assert "<strong>1 review</strong> is due" in browser.get(calendar).content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    held = {"held_on": str(today), "answer_0": "Mostly.", "result": "keep", "summary": "Fine."}
    browser.post(reverse("contracts:review_hold", args=[plan.public_id]), held)

    assert plan.questions == ["Is it right?"]
    assert Review.objects.get().answers == {"Is it right?": "Mostly."}
    page = browser.get(reverse("contracts:plan_detail", args=[plan.public_id])).content.decode()
    assert "Mostly." in page
    assert "No review is due" in browser.get(calendar).content.decode()


def test_a_review_to_come_is_not_written_down(
    plan: ReviewPlan, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    address = reverse("contracts:review_hold", args=[plan.public_id])
    later = timezone.localdate() + timedelta(days=2)

    answer = browser.post(address, {"held_on": str(later), "result": "keep", "summary": "Fine."})

    assert "still to come" in answer.content.decode()
    assert not Review.objects.exists()


def test_what_is_to_be_amended_leads_to_prices_of_that_provider(
    plan: ReviewPlan, acme: Client, corvane: Carrier, casey: User, browser: Browser
) -> None:
    hold(plan, casey, date(2026, 2, 3))
    for carrier in (corvane, Carrier.objects.create(name="Nova Telecom")):
        ContractRate.objects.create(
            client=acme, carrier=carrier, charge_code=f"PORT-{carrier}", rate=Decimal(40),
            valid=DateRange(date(2025, 1, 1), None),
        )  # fmt: skip
    browser.force_login(casey)
    address = reverse("contracts:plan_renegotiate", args=[plan.public_id])

    form = browser.get(address).content.decode()
    rate = ContractRate.objects.get(carrier=corvane)
    browser.post(address, {"rate": rate.pk, "asked": "30", "asked_on": "2026-02-04"})

    assert "PORT-Corvane" in form
    assert "PORT-Nova" not in form
    page = browser.get(reverse("contracts:plan_detail", args=[plan.public_id])).content.decode()
    assert "PORT-Corvane" in page


def test_a_tender_is_recommended_with_the_words_of_the_review(
    plan: ReviewPlan, casey: User, browser: Browser
) -> None:
    review = hold(plan, casey, date(2026, 2, 3))
    browser.force_login(casey)

    form = browser.get(reverse("advice:recommendation_of_review", args=[review.public_id]))

    begun = form.context["form"]
    assert begun["title"].value() == "Shall the services of Corvane be tendered?"
    assert "Prices are above the market." in begun["found"].value()
    assert begun["kind"].value() == "contract"


def test_the_client_reads_what_reviews_found(
    plan: ReviewPlan, casey: User, owen: User, stella: User, browser: Browser
) -> None:
    hold(plan, casey, date(2026, 2, 3))
    addresses = [
        reverse("contracts:my_reviews"),
        reverse("contracts:my_review", args=[plan.public_id]),
    ]
    browser.force_login(owen)
    pages = [browser.get(address).content.decode() for address in addresses]
    browser.force_login(stella)

    assert all("Corvane" in page and "Amend" in page for page in pages)
    assert "Prices are above the market." in pages[1]
    assert "Corvane" not in browser.get(addresses[0]).content.decode()
    assert browser.get(addresses[1]).status_code == 404


def test_the_calendar_asks_the_database_as_often_for_many_providers(
    acme: Client, casey: User, browser: Browser, django_assert_max_num_queries: Callable
) -> None:
    for number in range(8):
        carrier = Carrier.objects.create(name=f"Carrier {number}")
        plan_reviews(
            plan=ReviewPlan(client=acme, carrier=carrier, first_on=date(2026, 1, 1)),
            planned_by=casey,
        )
    browser.force_login(casey)

    with django_assert_max_num_queries(16):
        answer = browser.get(reverse("contracts:review_calendar"))
    assert "<strong>8 reviews</strong> are due" in answer.content.decode()
    lines = browser.get(reverse("contracts:review_csv")).content.decode().splitlines()
    assert len(lines) == 9
