"""Overage when a month is closed: what must be accepted first, and at which rate it is billed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from clients.models import (
    Client,
    ClientRate,
    DecisionRight,
    Notice,
    OverageRequest,
    Project,
    RetainerAgreement,
    Statement,
    User,
)
from clients.retainers import paper
from clients.retainers.approval import approve
from clients.retainers.closing import ClosingRefused, close_month
from clients.retainers.corrections import adjust
from clients.retainers.fees import fee_rows
from clients.retainers.overage import accept_overage, ask_overage
from retainer.lib import format as written
from tests.agreed import agree, worked
from tests.clients.retainers.conftest import JANUARY, Live, month_of_work

FEBRUARY = date(2026, 2, 1)


def test_overage_that_has_to_be_accepted_hinders_until_it_is_or_is_written_off(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=10, overage="ask", overage_rate=150)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    approve(entries=[worked(project, casey, JANUARY, 18, state="draft")], approved_by=pat)
    request = OverageRequest.objects.create(
        client=acme, agreement=agreement, month=JANUARY, amount=5, cost=750, reason="cut-over",
        asked_by=pat, rate=150,
    )  # fmt: skip

    with pytest.raises(ClosingRefused, match="has not accepted"):
        close_month(agreement=agreement, month=JANUARY, closed_by=pat)
    OverageRequest.objects.filter(pk=request.pk).update(
        state="accepted", decided_by=owen, decided_at=request.asked_at
    )
    adjust(agreement=agreement, month=JANUARY, amount=Decimal(3), reason="on us", made_by=pat)
    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert Decimal(january.figures["overage"]) == 5
    assert Decimal(january.figures["overage_cost"]) == 750


def test_overage_that_costs_more_than_was_accepted_hinders(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=10, overage="ask")
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    ClientRate.objects.create(client=acme, rate=200, starts_on=JANUARY)
    approve(entries=[worked(project, casey, JANUARY, 15, state="draft")], approved_by=pat)
    accepted = {"month": JANUARY, "reason": "cut-over", "asked_by": pat, "state": "accepted"}
    decided = {"decided_by": owen, "decided_at": datetime(2026, 1, 20, tzinfo=UTC)}
    for_acme = {"client": acme, "agreement": agreement}
    OverageRequest.objects.create(amount=5, cost=900, **for_acme, **accepted, **decided)

    with pytest.raises(ClosingRefused, match=r"costs \$1,000.00, .* accepted up to \$900.00"):
        close_month(agreement=agreement, month=JANUARY, closed_by=pat)
    OverageRequest.objects.create(amount=1, cost=100, **for_acme, **accepted, **decided)

    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)
    assert Decimal(january.figures["overage_cost"]) == 1000


def test_cents_that_come_of_rounding_each_entry_hinder_nothing(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=0, overage="ask", overage_rate=Decimal("100.02"))
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    work = [worked(project, casey, JANUARY, "0.25", state="draft") for _ in range(2)]
    approve(entries=work, approved_by=pat)
    OverageRequest.objects.create(
        client=acme, agreement=agreement, month=JANUARY, amount=Decimal("0.5"),
        cost=Decimal("50.01"), rate=Decimal("100.02"), reason="calls", asked_by=pat,
        state="accepted", decided_by=owen, decided_at=datetime(2026, 1, 20, tzinfo=UTC),
    )  # fmt: skip

    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert Decimal(january.figures["overage_cost"]) == Decimal("50.02")


def test_a_request_that_still_waits_is_withdrawn_with_its_month(
    live: Live, acme: Client, owen: User, pat: User
) -> None:
    (january,) = live([10], overage="ask", overage_rate=150)
    request = OverageRequest.objects.create(
        client=acme, agreement=january.agreement, month=FEBRUARY, amount=5, cost=750,
        reason="cut-over", asked_by=pat,
    )  # fmt: skip

    close_month(agreement=january.agreement, month=FEBRUARY, closed_by=pat)

    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert Notice.objects.filter(recipient=owen, sentence__contains="no longer asks").exists()


def test_overage_without_any_price_hinders(
    acme: Client, casey: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=10)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    approve(entries=[worked(project, casey, JANUARY, 18, state="draft")], approved_by=pat)

    with pytest.raises(ClosingRefused, match="no rate"):
        close_month(agreement=agreement, month=JANUARY, closed_by=pat)


def test_what_was_accepted_is_billed_at_the_rate_that_was_accepted(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    """Twelve hours beyond: five were accepted at 150, then the rate rose, then ten at 200."""
    agreement = agree(acme, hours=10, overage="ask", overage_rate=150)
    DecisionRight.objects.create(client=acme, user=owen, subject="spend")
    accept(agreement, 5, pat, owen)
    agreement.terms.update(overage_rate=200)
    accept(agreement, 10, pat, owen)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    approve(entries=[worked(project, casey, JANUARY, 22, state="draft")], approved_by=pat)

    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert Decimal(january.figures["overage_cost"]) == 5 * 150 + 7 * 200
    parts = [(each["amount"], each["rate"]) for each in january.figures["overage_at"]]
    assert parts == [("5.00", "150.00"), ("7.00", "200.00")]
    note = next(line.note for line in paper.seen(january)["shown"].bill if line.note)
    assert note.replace(written.NO_BREAK, " ") == "5.00 h at $150.00, 7.00 h at $200.00"
    (row,) = fee_rows(Statement.objects.all())
    assert row[6:8] == (None, Decimal("2150.00"))


def test_the_accepted_rate_stays_when_the_rate_rises(
    acme: Client, casey: User, owen: User, pat: User, later: None
) -> None:
    agreement = agree(acme, hours=10, overage="ask", overage_rate=150)
    DecisionRight.objects.create(client=acme, user=owen, subject="spend")
    accept(agreement, 5, pat, owen)
    agreement.terms.update(overage_rate=250)
    project = Project.objects.create(client=acme, agreement=agreement, name="Audit")
    approve(entries=[worked(project, casey, JANUARY, 14, state="draft")], approved_by=pat)

    january = close_month(agreement=agreement, month=JANUARY, closed_by=pat)

    assert Decimal(january.figures["overage_cost"]) == 4 * 150


def accept(agreement: RetainerAgreement, hours: int, by: User, client_user: User) -> None:
    request = ask_overage(
        agreement=agreement, month=JANUARY, amount=Decimal(hours), reason="cut-over", asked_by=by
    )
    accept_overage(request=request, decided_by=client_user)


def told_beyond(statement: Statement) -> tuple[str, str]:
    """What the line of the bill says of work beyond the allowance, and its note."""
    shown = paper.seen(statement)["shown"]
    line = next(line for line in shown.bill if line.label == "Beyond the allowance")
    return line.amount, line.note.replace(written.NO_BREAK, " ")


def test_what_the_last_month_bills_is_not_said_to_be_taken_from_a_next_one(live: Live) -> None:
    """January uses 10 h ahead that February bears; of February's 85 h 55 h are left to bill."""
    months = live([50, 85], overage="ahead", overage_rate=100, ends_on=date(2026, 2, 28))

    assert [told_beyond(month) for month in months] == [
        ("$0.00", "10.00 h taken from the next month"),
        ("$5,500.00", "55.00 h at $100.00"),
    ]
    assert [row[5:8] for row in fee_rows(Statement.objects.order_by("month"))] == [
        (0, None, 0),
        (55, 100, 5500),
    ]


def test_what_was_used_ahead_and_is_owed_at_the_end_is_told_at_its_rate(live: Live) -> None:
    """February's 40 h bear part of January's 70 h too many; its own 5 h and the rest are owed."""
    _, february = live([110, 5], overage="ahead", overage_rate=100, ends_on=date(2026, 2, 28))

    assert told_beyond(february) == ("$3,500.00", "35.00 h at $100.00")


def test_what_a_later_month_bears_costs_nothing_also_where_overage_is_billed_by_now(
    live: Live, casey: User, pat: User
) -> None:
    """January's 70 h too many take 40 h of February and 30 h of March; February bills its own."""
    (january,) = live([110], overage="ahead")
    terms = {"allowance": 40, "monthly_fee": 1, "overage": "bill", "overage_rate": 100}
    january.agreement.terms.create(client=january.client, valid_from=FEBRUARY, **terms)

    february = month_of_work(january.agreement, FEBRUARY, 5, casey, pat)

    assert told_beyond(february) == (
        "$500.00",
        "5.00 h at $100.00, 30.00 h taken from the next month",
    )
