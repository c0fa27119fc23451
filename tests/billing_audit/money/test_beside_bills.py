"""Cheques, bank refunds, write-offs, promises nobody kept, and errors that came back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from billing_audit.checks.examples import Billed
from billing_audit.models import Credit, Dispute, Finding
from billing_audit.money import moving
from billing_audit.money.crediting import due
from billing_audit.money.crediting.late import late, returned
from billing_audit.money.drafting import DisputeRefused
from clients.models import Client, User
from tests.billing_audit.findings.stories import ABOVE
from tests.billing_audit.money.crediting import billed, credited, line_of
from tests.billing_audit.money.stories import sent, step
from tests.billing_audit.on_file import audit_by

CHEQUE = {"kind": "cheque", "reference": "cheque 4471"}


def test_a_cheque_closes_a_dispute(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)

    step(dispute, "refund", casey, amount=Decimal("64"), **CHEQUE)
    step(dispute, "verify", casey)
    step(dispute, "win", casey)

    assert (dispute.state, dispute.verified) == ("won", 64)
    assert str(Credit.objects.get()) == "cheque cheque 4471"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "cheque"}, "Enter the cheque’s number"),
        ({"kind": "line", "reference": "1"}, "Choose how the money came"),
        ({"kind": "written_off", "reference": "letter of 3 May"}, "Nothing was withheld"),
    ],
    ids=["no evidence", "a bill’s line", "nothing withheld"],
)
def test_money_beside_a_bill_needs_evidence(
    acme: Client, casey: User, said: dict[str, str], words: str
) -> None:
    dispute = sent(acme, casey)

    with pytest.raises(DisputeRefused, match=words):
        step(dispute, "refund", casey, amount=Decimal("64"), **said)

    dispute.refresh_from_db()
    assert (dispute.posted, Credit.objects.count()) == (0, 0)


def test_a_withheld_sum_is_written_off(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    Dispute.objects.filter(pk=dispute.pk).update(method="withhold")

    step(dispute, "refund", casey, amount=Decimal("64"), kind="written_off", reference="letter")

    assert dispute.state == "posted"


def test_a_refund_that_is_taken_back_is_entered_no_more(acme: Client, casey: User) -> None:
    dispute = sent(acme, casey)
    event = step(dispute, "refund", casey, amount=Decimal("64"), **CHEQUE)

    moving.undo(dispute=dispute, event=event, undone_by=casey)

    assert Credit.objects.count() == 0


def test_one_cheque_is_not_entered_twice_for_a_dispute_whatever_its_day(
    acme: Client, casey: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    dispute = sent(acme, casey, yesterday)
    step(dispute, "refund", casey, amount=Decimal("30"), on=yesterday, **CHEQUE)

    with pytest.raises(DisputeRefused, match="entered for this dispute already"):
        step(dispute, "refund", casey, amount=Decimal("30"), **CHEQUE)


def promised(acme: Client, casey: User, cycle: date) -> Dispute:
    dispute = sent(acme, casey, date(2026, 4, 20))
    step(dispute, "approve", casey)
    step(dispute, "promise", casey, amount=Decimal("64"), cycle=cycle)
    return dispute


def test_a_promise_is_late_once_the_bill_after_it_came_without(acme: Client, casey: User) -> None:
    this = timezone.localdate().replace(day=1)
    dispute = promised(acme, casey, this)
    assert late(casey, timezone.localdate()) == []

    billed(acme, credited("-1.00"), on=f"{this + timedelta(days=35):%Y-%m-%d}")

    (row,) = late(casey, timezone.localdate())
    assert (row.dispute, row.missing) == (dispute, 64)


def test_a_promise_is_late_after_its_grace(acme: Client, casey: User, stella: User) -> None:
    promised(acme, casey, date(2026, 5, 1))

    assert late(casey, date(2026, 6, 15)) == []
    assert [row.days for row in late(casey, date(2026, 6, 16))] == [16]


def test_what_is_missing_of_a_promise_is_late_too(acme: Client, casey: User) -> None:
    dispute = promised(acme, casey, date(2026, 5, 1))
    bill = billed(acme, credited("-40.00"), on="2026-05-01")
    step(dispute, "post", casey, amount=Decimal("40"), invoice=bill, line_id=line_of(bill))

    assert [row.missing for row in late(casey, date(2026, 7, 1))] == [24]


def test_an_error_that_returns_after_its_dispute_was_closed_is_seen(
    acme: Client, casey: User
) -> None:
    dispute = sent(acme, casey, date(2026, 4, 20))
    words = {"kind": "bank", "reference": "TRN 88", "on": date(2026, 4, 25)}
    step(dispute, "refund", casey, amount=Decimal("64"), **words)
    step(dispute, "verify", casey, on=date(2026, 4, 26))
    step(dispute, "win", casey, on=date(2026, 4, 27))
    assert list(returned(casey)) == []

    billed(acme, Billed(**ABOVE, period=("2026-05-01", "2026-05-31")), on="2026-05-01")
    audit_by(acme, "B01")
    for client_id, seen in due.waiting().items():
        due.look(client_id, seen)

    assert [each.check_code for each in returned(casey)] == ["B01"]
    assert due.waiting() == {}
    assert Finding.objects.get(check_code="B01").with_carrier == "returned"
