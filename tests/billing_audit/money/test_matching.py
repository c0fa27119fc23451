"""Credits on later bills find their disputes: exact, added up, split, in part, with their tax."""

from datetime import date
from decimal import Decimal

import pytest

from billing_audit.models import Credit, CreditMatch, Dispute
from billing_audit.money.crediting.confirming import confirm, decline, match_by_hand, take_back
from billing_audit.money.crediting.proposing import match_credits
from billing_audit.money.drafting import DisputeRefused
from clients.models import Client, User
from tests.billing_audit.money.crediting import billed, credited, proposed
from tests.billing_audit.money.stories import sent, step

SENT_ON = date(2026, 4, 20)
PORT = {"service": "315-200-0007", "code": "PORT"}


@pytest.fixture
def dispute(acme: Client, casey: User) -> Dispute:
    """64.00 for March and April, sent on 20 April; 32.00 a month."""
    return sent(acme, casey, SENT_ON)


def only(client: Client) -> CreditMatch:
    match_credits(client.pk)
    return CreditMatch.objects.get(client=client, role="recovers")


def test_a_credit_of_exactly_what_is_disputed_is_proposed(acme: Client, dispute: Dispute) -> None:
    bill = billed(acme, credited("-64.00"), on="2026-05-01")

    assert proposed(acme) == {f"line 1 of bill {bill.number}": (Decimal(64), "exact")}


def test_looking_again_proposes_nothing_twice(acme: Client, dispute: Dispute) -> None:
    billed(acme, credited("-64.00"), on="2026-05-01")

    assert [match_credits(acme.pk), match_credits(acme.pk)] == [1, 0]


def test_what_was_promised_is_matched_too(acme: Client, casey: User, dispute: Dispute) -> None:
    step(dispute, "approve_part", casey, amount=Decimal("40.00"), note="In part.")
    step(dispute, "promise", casey, amount=Decimal("40.00"), cycle=date(2026, 5, 1))
    bill = billed(acme, credited("-40.00"), on="2026-05-01")

    assert proposed(acme) == {f"line 1 of bill {bill.number}": (Decimal(40), "promised")}


def test_a_line_that_names_the_ticket_is_meant_whatever_its_account(
    acme: Client, dispute: Dispute
) -> None:
    credit = credited("-50.00", description="Adjustment, case T-100")
    bill = billed(acme, credit, on="2026-05-01", account="MASTER")

    assert proposed(acme) == {f"line 1 of bill {bill.number}": (Decimal(50), "reference")}


def test_a_credit_in_two_cycles_is_put_together(acme: Client, dispute: Dispute) -> None:
    first = billed(acme, credited("-44.00"), on="2026-05-01")
    second = billed(acme, credited("-20.00"), on="2026-06-01")

    assert proposed(acme) == {
        f"line 1 of bill {first.number}": (Decimal(44), "split"),
        f"line 1 of bill {second.number}": (Decimal(20), "split"),
    }


def test_a_credit_on_the_disputed_service_is_a_part(acme: Client, dispute: Dispute) -> None:
    bill = billed(acme, credited("-10.00", **PORT), on="2026-05-01")

    assert proposed(acme) == {f"line 1 of bill {bill.number}": (Decimal(10), "part")}


def test_its_tax_stands_beside_it_and_settles_nothing(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    tax = credited("-5.12", charge="tax", description="State sales tax")
    billed(acme, credited("-64.00"), tax, on="2026-05-01")

    confirm(match=only(acme), confirmed_by=casey)

    dispute.refresh_from_db()
    beside = CreditMatch.objects.get(role="tax")
    assert (dispute.state, dispute.posted) == ("posted", Decimal(64))
    assert (beside.amount, beside.state, beside.event) == (Decimal("5.12"), "confirmed", None)


@pytest.mark.parametrize(
    ("lines", "on"),
    [
        pytest.param([credited("-17.00")], "2026-05-01", id="another amount"),
        pytest.param([credited("-64.00")], "2026-04-19", id="before it was sent"),
        pytest.param([credited("-64.00", charge="memo")], "2026-05-01", id="a memo"),
        pytest.param(
            [credited("-64.00", **PORT), credited("64.00", charge="recurring", **PORT)],
            "2026-05-01",
            id="a charge taken back on its own bill",
        ),
    ],
)
def test_other_credits_are_left_alone(acme: Client, dispute: Dispute, lines: list, on: str) -> None:
    billed(acme, *lines, on=on)

    assert proposed(acme) == {}


def test_a_discount_that_was_there_before_answers_no_dispute(
    acme: Client, dispute: Dispute
) -> None:
    for on in ("2026-03-15", "2026-05-15"):
        billed(acme, credited("-64.00", code="DISC"), on=on)

    assert proposed(acme) == {}


def test_a_confirmed_credit_is_posted_on_the_day_of_its_bill(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    bill = billed(acme, credited("-64.00"), on="2026-05-01")

    event = confirm(match=only(acme), confirmed_by=casey)

    assert (event.kind, event.on, event.invoice) == ("post", date(2026, 5, 1), bill)
    assert Credit.objects.get().left == 0


def test_a_confirmation_is_taken_back_and_proposed_again(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    billed(acme, credited("-64.00"), on="2026-05-01")
    match = only(acme)
    confirm(match=match, confirmed_by=casey)

    take_back(match=match, taken_back_by=casey)

    dispute.refresh_from_db()
    match.refresh_from_db()
    assert (dispute.state, dispute.posted) == ("submitted", 0)
    assert (match.state, match.event, Credit.objects.get().taken) == ("proposed", None, 64)


def test_what_was_declined_is_not_proposed_again_unless_taken_back(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    billed(acme, credited("-64.00"), on="2026-05-01")
    match = only(acme)

    decline(match=match, declined_by=casey)

    assert proposed(acme) == {}
    assert Credit.objects.get().left == 64
    take_back(match=match, taken_back_by=casey)
    assert len(proposed(acme)) == 1


def test_a_second_decision_is_told_of_the_first(
    acme: Client, casey: User, pat: User, dispute: Dispute
) -> None:
    billed(acme, credited("-64.00"), on="2026-05-01")
    match = only(acme)
    decline(match=match, declined_by=pat)

    with pytest.raises(DisputeRefused, match="Meanwhile Pat Page declined this"):
        confirm(match=match, confirmed_by=casey)


def test_a_credit_stands_for_no_more_than_it_gives(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    billed(acme, credited("-17.00"), on="2026-05-01")
    match_credits(acme.pk)
    credit = Credit.objects.get()

    with pytest.raises(DisputeRefused, match=r"gives \$17.00 at most"):
        match_by_hand(dispute=dispute, credit=credit, amount=Decimal("17.01"), matched_by=casey)
    with pytest.raises(DisputeRefused, match="above nothing"):
        match_by_hand(dispute=dispute, credit=credit, amount=Decimal(0), matched_by=casey)
    match_by_hand(dispute=dispute, credit=credit, amount=None, matched_by=casey)

    dispute.refresh_from_db()
    assert dispute.posted == 17


def test_a_credit_that_is_charged_again_opens_a_won_dispute(
    acme: Client, casey: User, dispute: Dispute
) -> None:
    billed(acme, credited("-64.00"), on="2026-05-01")
    confirm(match=only(acme), confirmed_by=casey)
    step(dispute, "verify", casey)
    step(dispute, "win", casey)
    again = credited("64.00", charge="adjustment", description="Reversal of credit")
    bill = billed(acme, again, on="2026-06-01")

    assert proposed(acme) == {f"line 1 of bill {bill.number}": (Decimal(64), "reversed")}
    assert match_credits(acme.pk) == 0
    confirm(match=CreditMatch.objects.get(role="reverses"), confirmed_by=casey)

    dispute.refresh_from_db()
    assert (dispute.state, dispute.posted, dispute.closed_on) == ("credit_reversed", 0, None)
    assert (dispute.verified, dispute.due_on is not None) == (0, True)
