"""What to pay of a bill by rule: every way it can go, and why."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from billing_audit.advising.rule import NOTICE, Answer, Claim, Facts, Ruled, rule

BILLED, DUE = date(2026, 3, 1), date(2026, 3, 31)


def claim(amount: str = "120.00", answer: str = Answer.WITHHOLD, **facts: Any) -> Claim:
    usual = {"title": "Port above the contract rate", "confidence": "certain"}
    return Claim(amount=Decimal(amount), answer=answer, **usual | facts)


def ruled(*claims: Claim, **facts: Any) -> Ruled:
    """The rule's word on a bill of 1,000 that is due in March, asked on the 10th."""
    usual = {
        "amount": Decimal(1000),
        "currency": "USD",
        "bill_date": BILLED,
        "due": DUE,
        "today": date(2026, 3, 10),
        "is_audited": True,
        "withhold_days": 30,
        "claims": claims,
    }
    return rule(Facts(**usual | facts))


def test_a_clean_bill_is_paid() -> None:
    assert ruled() == Ruled("pay", Decimal(0), "Nothing to withhold was found on it.")


def test_what_was_accepted_is_withheld() -> None:
    found = ruled(claim(), claim("30.00", title="Line billed twice"))

    assert (found.advice, found.withheld, found.theirs) == ("withhold", 150, 150)
    assert "$150.00 is disputed, as you accepted" in found.reason


def test_a_bill_that_is_disputed_whole_is_held() -> None:
    assert ruled(claim("1000.00")).advice == "hold"


def test_no_more_is_withheld_than_is_due() -> None:
    found = ruled(claim("900.00"), claim("300.00"))

    assert (found.advice, found.withheld, found.theirs) == ("hold", 1000, 1000)


@pytest.mark.parametrize(
    ("claimed", "facts", "why"),
    [
        (claim(answer=Answer.PAY), {}, "you chose to pay in full"),
        (claim(answer=Answer.NOT_ASKED), {}, "not asked you"),
        (claim(is_life_safety=True), {}, "must not be cut off"),
        (claim(confidence="medium"), {}, "not one-sided enough"),
        (claim(), {"withhold_days": None}, "no time to withhold"),
        (claim(), {"withhold_days": 8}, "time to withhold is over"),
    ],
    ids=["pays meanwhile", "not asked", "life safety", "not sure", "no clause", "too late"],
)
def test_everything_else_is_paid_and_asked_back(
    claimed: Claim, facts: dict[str, Any], why: str
) -> None:
    found = ruled(claimed, **facts)

    assert (found.advice, found.withheld, found.theirs) == ("pay", 0, 120)
    assert why in found.reason


def test_the_last_day_to_withhold_counts() -> None:
    assert ruled(claim(), withhold_days=9).advice == "withhold"


def test_what_the_client_declined_is_the_carriers() -> None:
    found = ruled(claim(answer=Answer.NO))

    assert (found.advice, found.theirs) == ("pay", 0)
    assert found.reason == "Nothing to withhold was found on it."


def test_a_bill_waits_for_the_client_while_there_is_time() -> None:
    found = ruled(claim(answer=Answer.WAITING))

    assert (found.advice, found.withheld) == ("hold", 1000)
    assert "in full if you have not decided by 28\N{NO-BREAK SPACE}Mar" in found.reason


def test_a_bill_is_paid_when_the_client_did_not_decide_in_time() -> None:
    found = ruled(claim(answer=Answer.WAITING), today=DUE - NOTICE)

    assert found.advice == "pay"
    assert "you have not decided in time" in found.reason


@pytest.mark.parametrize(
    ("today", "advice"),
    [(DUE - NOTICE - timedelta(days=1), "hold"), (DUE - NOTICE, "pay"), (DUE, "pay")],
    ids=["in time", "the last day", "due"],
)
def test_a_bill_nobody_audited_is_held_only_while_there_is_time(today: date, advice: str) -> None:
    assert ruled(claim(), is_audited=False, today=today).advice == advice


def test_a_credit_note_asks_for_nothing() -> None:
    assert ruled(claim(), amount=Decimal(-5)).advice == "pay"
