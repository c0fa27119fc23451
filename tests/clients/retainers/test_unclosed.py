"""Months that are over and not closed may still carry something in; who asks for more is told."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Project, RetainerAgreement, RetainerEntry, User
from clients.retainers.closing import close_month
from clients.retainers.unclosed import still_to_come
from retainer.lib.months import month_of, shifted
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, words

FEBRUARY, MARCH, APRIL = (shifted(JANUARY, n) for n in (1, 2, 3))


def used(agreement: RetainerAgreement, by: User, month: date, hours: int) -> None:
    project, _ = Project.objects.get_or_create(
        client=agreement.client, agreement=agreement, name="Carrier bill audit"
    )
    for day, part in enumerate([10] * (hours // 10) + [hours % 10], start=1):
        if part:
            worked(project, by, month.replace(day=day), part)


def told(agreement: RetainerAgreement, today: date) -> str:
    said = str(still_to_come(agreement, today) or "")
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_left_of_a_month_that_is_over_may_still_be_carried_in(
    acme: Client, casey: User
) -> None:
    agreement = agree(acme, rollover="carry")
    used(agreement, casey, JANUARY, 37)

    said = told(agreement, date(2026, 2, 10))

    assert said == "January 2026 is not closed; up to 3.00 h may still be carried in."
    assert not RetainerEntry.objects.exists()


def test_several_months_carry_on_together_within_the_cap(acme: Client, casey: User) -> None:
    agreement = agree(acme, rollover="carry", rollover_cap=10)
    used(agreement, casey, JANUARY, 37)
    used(agreement, casey, FEBRUARY, 38)

    two, three = told(agreement, MARCH), told(agreement, APRIL)

    assert (
        two
        == "January 2026 and February 2026 are not closed; up to 5.00 h may still be carried in."
    )
    assert (
        three == "January 2026 to March 2026 are not closed; up to 10.00 h may still be carried in."
    )


@pytest.mark.parametrize(
    ("terms", "hours"), [({"rollover": "lapse"}, 10), ({"rollover": "carry"}, 40)]
)
def test_where_nothing_can_be_carried_nothing_is_said(
    acme: Client, casey: User, terms: dict[str, str], hours: int
) -> None:
    agreement = agree(acme, **terms)
    used(agreement, casey, JANUARY, hours)

    assert still_to_come(agreement, FEBRUARY) is None


def test_a_closed_month_has_carried_what_it_had(
    acme: Client, casey: User, pat: User, later: None
) -> None:
    agreement = agree(acme, rollover="carry")
    used(agreement, casey, JANUARY, 37)
    close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert still_to_come(agreement, FEBRUARY) is None
    assert still_to_come(agreement, MARCH).amount == Decimal(43)


def test_an_agreement_that_ended_looks_at_its_last_month(acme: Client, casey: User) -> None:
    agreement = agree(acme, rollover="carry", ends_on=date(2026, 2, 20))
    used(agreement, casey, JANUARY, 37)

    assert "January 2026 is not closed; up to 3.00 h" in told(agreement, date(2026, 9, 1))


def test_an_agreement_still_to_come_has_no_months_behind_it(acme: Client) -> None:
    agreement = agree(acme, starts_on=MARCH, rollover="carry")

    assert still_to_come(agreement, JANUARY) is None


@pytest.mark.parametrize("page", ["overage_ask", "agreement_detail"])
def test_the_pages_where_one_asks_for_more_say_so(
    page: str, acme: Client, casey: User, pat: User, browser: Browser
) -> None:
    before = shifted(month_of(timezone.localdate()), -1)
    agreement = agree(acme, starts_on=before, rollover="carry")
    used(agreement, casey, before, 37)
    browser.force_login(pat)

    text = words(browser.get(reverse(f"retainers:{page}", args=[agreement.public_id])))

    said = f"{before:%B %Y} is not closed; up to 3.00 h may still be carried in."
    assert said in text
