"""Public fees come with the product, and never take the place of what a person entered."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from clients.models import PublicFee
from clients.telecom import shipped_fees

pytestmark = pytest.mark.django_db


def factor_on(day: date) -> PublicFee | None:
    return PublicFee.objects.filter(code="FUSF", valid__contains=day).first()


def test_the_factor_of_a_quarter_stands_with_its_source() -> None:
    shipped_fees.add_missing()

    factor = factor_on(date(2026, 5, 4))
    assert factor.rate == Decimal("0.37")
    assert factor.source == "FCC DA 26-218, by digitalliberty.net"


@pytest.mark.parametrize("day", [date(2026, 8, 1), date(2018, 11, 1), date(2011, 2, 1)])
def test_what_was_only_forecast_or_inferred_is_not_shipped(day: date) -> None:
    shipped_fees.add_missing()

    assert factor_on(day) is None


def test_adding_twice_adds_nothing() -> None:
    assert shipped_fees.add_missing() == len(shipped_fees.shipped()) > 60
    assert shipped_fees.add_missing() == 0


def test_a_factor_that_a_person_corrected_stays() -> None:
    shipped_fees.add_missing()
    PublicFee.objects.filter(code="FUSF", valid__contains=date(2026, 5, 4)).update(rate="0.371")

    shipped_fees.add_missing()

    assert factor_on(date(2026, 5, 4)).rate == Decimal("0.371")


def test_days_that_a_person_knows_of_are_left_alone() -> None:
    whole_year = DateRange(date(2025, 1, 1), date(2026, 1, 1))
    PublicFee.objects.create(
        authority="FCC", code="FUSF", title="Ours", rate="0.36", valid=whole_year
    )

    shipped_fees.add_missing()

    of_the_year = PublicFee.objects.filter(code="FUSF", valid__overlap=whole_year)
    assert [fee.title for fee in of_the_year] == ["Ours"]


def test_every_shipped_fee_can_be_read_and_names_its_source() -> None:
    assert all(fee.source and fee.title for fee in shipped_fees.shipped())
