"""What is expected of the next bill, in the cases the trade knows."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.checks.contract.papers import Discounted, Promised
from billing_audit.checks.contract.rates import AboveContractRate
from billing_audit.checks.examples import Agreed, Billed, Example, Owned, Terms
from billing_audit.checks.fees.papers import FACTORS
from billing_audit.checks.inventory.papers import Item, Ordered
from billing_audit.checks.wireless.papers import Device
from tests.billing_audit.expected.conftest import SERVICE, Desk, of_month

PORT = {"quantity": "1", "rate": "612.00"}
CREDIT = {"charge": "credit", "code": "PROMO", "description": "Promotion credit"}


def test_monthly_charges_go_on_and_what_came_once_does_not(desk: Desk) -> None:
    desk.file(
        of_month(
            3,
            Billed(amount="612.00", **PORT),
            Billed(amount="90.00", charge="one_time", code="NRC"),
            Billed(amount="4.10", charge="late_fee", code="LPC"),
            Billed(amount="99.00", charge="memo", code="M"),
        )
    )

    expected = desk.expect()

    assert (expected.month, expected.due_on) == (date(2026, 4, 1), date(2026, 4, 1))
    [line] = expected.lines.all()
    assert (line.rule, line.sure, line.amount) == ("carried", "carried", 612)
    assert (line.period_from, line.period_to) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (expected.total, expected.low, expected.high) == (612, 612, 612)


def test_what_is_billed_above_the_contract_is_expected_at_the_contract(desk: Desk) -> None:
    desk.file(of_month(3, Billed(amount="612.00", **PORT)))
    desk.on_file.put_rate(Agreed(rate="580.00"))

    assert desk.amounts() == {"at_rate": 580}


def test_a_new_rate_counts_from_the_day_it_is_valid(desk: Desk) -> None:
    desk.on_file.put_rate(Agreed(rate="612.00", valid=("2024-01-01", "2026-03-31")))
    desk.on_file.put_rate(Agreed(rate="630.36", valid=("2026-04-01", None)))
    desk.file(of_month(3, Billed(amount="1224.00", quantity="2", rate="612.00")))

    [line] = desk.lines()

    assert (line.rule, line.sure, line.amount) == ("rate_changed", "agreed", Decimal("1260.72"))
    assert line.inputs["agreed_before"].startswith("612.00")


def test_a_rate_below_the_contract_is_expected_to_stay(desk: Desk) -> None:
    desk.file(of_month(3, Billed(amount="550.00", quantity="1", rate="550.00")))
    desk.on_file.put_rate(Agreed(rate="580.00"))

    assert desk.amounts() == {"below": 550}


def test_a_service_that_an_order_removed_is_expected_no_more(desk: Desk) -> None:
    desk.on_file.put_service(Owned())
    desk.file(
        of_month(3, Billed(amount="612.00"), Billed(amount="45.00", service="B")),
        Ordered(completed="2026-03-20", effective="2026-03-31", items=(Item(),)),
    )

    ended, stays = desk.lines()

    assert (ended.rule, ended.sure, ended.amount) == ("ended", "agreed", 0)
    assert (ended.inputs["order_number"], ended.inputs["ended_on"]) == ("PO-7", "2026-03-31")
    assert (stays.rule, stays.amount) == ("carried", 45)


@pytest.mark.parametrize(
    ("convention", "amount"), [("30", "300.00"), ("actual", "300.00"), ("365", "295.89")]
)
def test_the_last_month_is_billed_by_the_day_where_the_contract_says_so(
    desk: Desk, convention: str, amount: str
) -> None:
    desk.on_file.put_service(Owned(disconnected="2026-04-15"))
    desk.on_file.put_terms(Terms(prorates=True, proration=convention))
    desk.file(of_month(3, Billed(amount="600.00")))

    assert desk.amounts() == {"ends_within": Decimal(amount)}


def test_days_paid_ahead_come_back_where_the_contract_bills_by_the_day(desk: Desk) -> None:
    desk.on_file.put_service(Owned(disconnected="2026-03-16"))
    desk.on_file.put_terms(Terms(prorates=True, proration="actual"))
    desk.file(of_month(3, Billed(amount="620.00")))

    assert desk.amounts() == {"ended": 0, "unused_days": Decimal("-300.00")}


def test_a_service_that_an_order_brought_is_expected_with_the_days_before(desk: Desk) -> None:
    desk.on_file.put_terms(Terms(proration="actual"))
    desk.file(
        of_month(3, Billed(amount="45.00", service="B")),
        Ordered(kind="add", completed="2026-03-22", items=(Item(what="new", rate="310.00"),)),
    )
    desk.on_file.account("A-1")

    amounts = desk.amounts()

    assert amounts == {
        "carried": 45, "ordered": 310, "ordered_before": Decimal("100.00"),
    }  # fmt: skip


def test_a_service_that_begins_within_the_period_is_expected_by_its_days(desk: Desk) -> None:
    desk.on_file.put_terms(Terms(proration="30"))
    desk.file(
        of_month(3, Billed(amount="45.00", service="B")),
        Ordered(kind="add", completed="2026-04-16", items=(Item(what="new", rate="300.00"),)),
    )

    part = desk.lines()[1]

    assert (part.rule, part.sure, part.amount) == ("ordered_part", "agreed", Decimal("150.00"))
    assert (part.service_number, part.period_from) == (SERVICE, date(2026, 4, 16))


def test_an_order_that_is_only_confirmed_is_an_estimate(desk: Desk) -> None:
    desk.file(
        of_month(3, Billed(amount="45.00", service="B")),
        Ordered(kind="add", confirmed="2026-04-01", items=(Item(what="new", rate="300.00"),)),
    )

    expected = desk.expect()

    assert (expected.low, expected.total, expected.high) == (45, 345, 345)


def test_a_month_billed_in_part_becomes_a_whole_one(desk: Desk) -> None:
    part = Billed(amount="154.84", period=("2026-03-16", "2026-03-31"))
    desk.on_file.put_terms(Terms(proration="actual"))
    desk.file(of_month(3, Billed(amount="45.00", service="B"), part))

    assert desk.amounts() == {"carried": 45, "whole_month": Decimal("300.00")}


def test_a_promised_credit_is_expected_in_its_months_only(desk: Desk) -> None:
    promise = Promised(
        amount="100.00", credit_codes=("SIGNON",), valid=("2026-03-01", "2026-04-30")
    )
    given = Billed(amount="-100.00", charge="credit", code="SIGNON", service="")
    port = Billed(amount="612.00")
    desk.file(promise, of_month(3, port, given))
    assert desk.amounts() == {"carried": 612, "promised": -100}

    desk.file(of_month(4, port, given))

    assert desk.amounts() == {"carried": 612, "credit_ended": 0}


def test_a_discount_follows_the_charges_it_is_on(desk: Desk) -> None:
    desk.on_file.put_rate(Agreed(rate="612.00", valid=("2024-01-01", "2026-03-31")))
    desk.on_file.put_rate(Agreed(rate="500.00", valid=("2026-04-01", None)))
    desk.file(
        Discounted(percent="10"),
        of_month(
            3,
            Billed(amount="612.00", **PORT),
            Billed(amount="-61.20", charge="credit", code="DISC", service=""),
        ),
    )

    assert desk.amounts() == {"rate_changed": 500, "discount": Decimal("-50.00")}


def test_a_discount_that_runs_out_is_expected_no_more(desk: Desk) -> None:
    desk.file(
        Discounted(percent="10", valid=("2025-01-01", "2026-03-31")),
        of_month(
            3,
            Billed(amount="612.00", **PORT),
            Billed(amount="-61.20", charge="credit", code="DISC", service=""),
        ),
    )

    assert desk.amounts() == {"carried": 612, "credit_ended": 0}


def test_a_discount_nobody_gave_is_expected_all_the_same(desk: Desk) -> None:
    desk.file(Discounted(percent="10"), of_month(3, Billed(amount="612.00", **PORT)))

    assert desk.amounts() == {"carried": 612, "discount_due": Decimal("-61.20")}


def test_a_credit_goes_on_once_it_came_twice(desk: Desk) -> None:
    plan, promo = Billed(amount="65.00"), Billed(amount="-15.00", **CREDIT)
    desk.file(of_month(2, plan, promo))
    assert desk.amounts() == {"carried": 65}

    desk.file(of_month(3, plan, promo))

    assert desk.amounts() == {"carried": 65, "credit": -15}


def test_a_credit_that_brings_a_charge_to_its_rate_goes_on_with_it(desk: Desk) -> None:
    desk.on_file.put_rate(Agreed(rate="580.00"))
    desk.file(of_month(3, Billed(amount="612.00", **PORT), Billed(amount="-32.00", **CREDIT)))

    assert desk.amounts() == {"carried": 612, "credit": -32}


def test_an_instalment_ends_with_its_last(desk: Desk) -> None:
    instalment = {"code": "EIP", "amount": "30.00"}
    desk.on_file.put_service(Owned())
    desk.file(of_month(3, Billed(**instalment)), Device(first="2024-04-01"))

    assert desk.amounts() == {"paid_off": 0}


def test_usage_is_the_mean_of_three_months_within_a_range(desk: Desk) -> None:
    for month, amount in ((1, "999.00"), (2, "10.00"), (3, "40.00"), (4, "25.01")):
        desk.file(
            of_month(month, Billed(amount=amount, charge="usage", code="USG", quantity="100"))
        )

    [line] = desk.lines()

    assert (line.rule, line.sure, line.amount) == ("usage", "estimate", Decimal("25.00"))
    assert (line.low, line.high) == (10, 40)


def test_taxes_follow_their_base(desk: Desk) -> None:
    desk.on_file.put_rate(Agreed(rate="1000.00", valid=("2024-01-01", "2026-03-31")))
    desk.on_file.put_rate(Agreed(rate="900.00", valid=("2026-04-01", None)))
    desk.file(
        of_month(
            3,
            Billed(amount="1000.00", quantity="1", rate="1000.00"),
            Billed(amount="80.00", charge="tax", code="TXST", service=""),
        )
    )

    assert desk.amounts() == {"rate_changed": 900, "levy": 72}


def test_the_federal_fee_goes_by_the_factor_of_the_new_quarter(desk: Desk) -> None:
    fee = Billed(
        amount="376.00", charge="surcharge", code="FUSF", service="",
        description="Federal universal service fund", period=(None, None),
    )  # fmt: skip
    desk.file(*FACTORS, of_month(3, Billed(amount="1000.00", jurisdiction="interstate"), fee))

    line = desk.lines()[1]

    assert (line.rule, line.sure, line.amount) == ("factor", "agreed", Decimal("370.00"))
    assert (line.inputs["quarter"], line.low) == ("2Q26", None)


RATED = [
    pytest.param(each, id=each.title)
    for each in AboveContractRate.examples
    if len(each.bills) == 1 and each.bills[0].currency == "USD"
]


@pytest.mark.parametrize("example", RATED)
def test_the_rate_expected_is_the_one_that_check_b01_holds_bills_against(
    desk: Desk, example: Example
) -> None:
    desk.on_file.put(example)
    over = {
        key: Decimal(billed.over or 0)
        for key, billed in desk.on_file.lines.items()
        if billed.charge == "recurring"
    }

    saved = {
        line.line_id: line.before - line.amount
        for line in desk.lines()
        # A part of a month becomes a whole one, which no check claims.
        if line.line_id in over and line.rule != "whole_at_rate"
    }

    assert saved == {key: over[key] for key in saved}
