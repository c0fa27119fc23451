"""Each gate stays shut for what it is there for, and says what to do."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from clients.models import Client, User
from rfp.checking.looking import look
from rfp.checking.services import let_stand
from rfp.gates.judging import judge
from rfp.models import Rfp, RfpClause, RfpRequirement, RfpStep
from tests.rfp.asking import written


def stands(rfp: Rfp, user: User) -> dict[str, tuple[str, ...]]:
    """What is to do by gate."""
    judged = judge(Rfp.objects.select_related("client", "owner").get(pk=rfp.pk), user)
    return {gate.code: gate.todo for gate in (*judged.text, *judged.people) if gate.todo}


def test_a_complete_text_may_be_put_forward(rfp: Rfp, casey: User) -> None:
    judged = judge(rfp, casey)

    assert [gate.todo for gate in judged.text if gate.todo] == []
    assert judged.may_be_put_forward
    assert not judged.may_be_issued
    assert stands(rfp, casey).keys() == {"frozen", "reader", "approval"}


def clause(text: str) -> Callable[[Rfp], object]:
    return lambda rfp: RfpClause.objects.filter(rfp=rfp, number=1).update(text=text)


def fact(**facts: object) -> Callable[[Rfp], object]:
    return lambda rfp: Rfp.objects.filter(pk=rfp.pk).update(**facts)


def step(kind: str, days: int) -> Callable[[Rfp], object]:
    at = timezone.now() + timedelta(days=days)
    return lambda rfp: RfpStep.objects.filter(rfp=rfp, kind=kind).update(at=at)


@pytest.mark.parametrize(
    ("gate", "change", "sentence"),
    [
        ("decision", fact(decision=None), "Choose the sourcing decision"),
        ("owner", fact(owner=None), "Name the one person at the client"),
        (
            "exit",
            lambda rfp: RfpClause.objects.filter(rfp=rfp, title="Exit").update(title="Help"),
            "Add the clause “Exit”",
        ),
        (
            "weights",
            lambda rfp: RfpRequirement.objects.filter(rfp=rfp).update(weight=0),
            "Give weights to requirements: nothing earns the 60.00 points.",
        ),
        ("blanks", clause("By {{award_day}}."), "C-001 has the blank “award day”"),
        ("blanks", clause("See [[C-009]]."), "C-001 points to C-009, which is not there."),
        ("lint", clause("Pay within ninety (30) days."), "C-001: "),
        ("schedule", step("due", -1), "Proposals due lies in the past."),
        ("schedule", step("questions", 40), "Questions due comes after proposals due."),
        (
            "schedule",
            lambda rfp: RfpStep.objects.filter(rfp=rfp, kind="due").delete(),
            "Name when proposals are due.",
        ),
        (
            "metrics",
            lambda rfp: rfp.metrics.update(examples="down = 43.2, total = 43200 -> 98"),
            "M-001 Availability: Example “down = 43.2, total = 43200 -> 98”: It comes to 99.90.",
        ),
        (
            "contents",
            lambda rfp: rfp.prices.all().delete(),
            "Add price lines: bidders have nothing to price.",
        ),
    ],
)
def test_a_gate_stays_shut(
    gate: str, change: Callable[[Rfp], object], sentence: str, rfp: Rfp, casey: User
) -> None:
    change(rfp)

    assert any(each.startswith(sentence) for each in stands(rfp, casey)[gate])
    assert not judge(Rfp.objects.get(pk=rfp.pk), casey).may_be_put_forward


def test_words_that_may_stay_with_a_reason_open_the_gate(rfp: Rfp, casey: User) -> None:
    clause("Pay within ninety (30) days.")(rfp)
    note = look(rfp, casey).notes[0]
    let_stand(
        rfp=rfp, rule=note.rule.code, code=note.code, words=note.words, because="Quoted.", by=casey
    )

    assert "lint" not in stands(rfp, casey)


def test_an_extreme_weight_of_the_price_warns_and_lets_pass(rfp: Rfp, casey: User) -> None:
    fact(price_weight=Decimal(80))(rfp)

    judged = judge(Rfp.objects.get(pk=rfp.pk), casey)
    price = next(gate for gate in judged.text if gate.code == "price")

    assert (price.state, judged.may_be_put_forward) == ("warned", True)


def test_by_e_rate_the_price_weighs_most_and_28_days_are_kept(
    acme: Client, casey: User, owen: User
) -> None:
    rfp = written(acme, casey, owen, is_erate=True, price_weight=Decimal(40))
    step("due", 20)(rfp)

    todo = stands(rfp, casey)

    assert "Service has 60.0 points and price 40" in todo["price"][0]
    assert any("the window of 28 days is open until" in each for each in todo["schedule"])


def test_another_client_is_not_named(
    rfp: Rfp, casey: User, acme: Client, pat: User, globex: Client
) -> None:
    clause(f"As we did for {globex.name}.")(rfp)

    assert any(globex.name in each for each in stands(rfp, pat)["lint"])
