"""Every step of a dispute that money makes names the credit it counts, which holds that much of it.

``moving`` calls it within the step: what the credit does not give, the step does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from billing_audit.bills.models import Invoice
from billing_audit.money import charging
from billing_audit.money.credit_models import Credit, CreditMatch
from billing_audit.money.crediting.looking import TAXES
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.models import Dispute, DisputeEvent
from clients.files.models import StoredFile
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.money import in_currency

Kind, Role, State, Why = Credit.Kind, CreditMatch.Role, CreditMatch.State, CreditMatch.Why
#: What each step that money makes does with the credit.
ROLES = {"post": Role.RECOVERS, "refund": Role.RECOVERS, "reverse": Role.REVERSES}


@dataclass(frozen=True)
class Shown:
    """What shows the money: a line of a bill, or a reference, a paper or both."""

    invoice: Invoice | None = None
    line_id: int | None = None
    kind: str = ""
    reference: str = ""
    file: StoredFile | None = None


def book(event: DisputeEvent, shown: Shown, person: User) -> CreditMatch:
    """Count the step against its credit, which is written down if it is not yet."""
    dispute, role = event.dispute, ROLES[event.kind]
    if event.kind == "refund":
        credit = _entered(dispute, event, shown)
    else:
        credit = _on_a_bill(dispute, role, shown)
    credit = Credit.objects.select_for_update().get(pk=credit.pk)
    match = credit.matches.filter(dispute=dispute).first()
    match = match or CreditMatch(
        client_id=dispute.client_id, credit=credit, dispute=dispute, role=role, why=Why.BY_HAND
    )
    _refuse_too_much(event, credit, match, dispute)
    match.amount, match.event = event.amount, event
    _decided([match, *(match.tax_beside.all() if match.pk else ())], State.CONFIRMED, person)
    return match


def unbook(event: DisputeEvent) -> None:
    """Let go of what a step held that was taken back."""
    match = CreditMatch.objects.select_related("credit").filter(event=event).first()
    if match is None:
        return
    if match.committed > 0:
        money = written.money(match.committed, match.currency)
        raise DisputeRefused(
            f"{money} of the {match.credit} is committed to a project. Release it there first."
        )
    if match.why == Why.BY_HAND:
        match.delete()
        if match.credit.invoice_id is None and not match.credit.matches.exists():
            match.credit.delete()
        return
    match.tax_beside.update(state=State.PROPOSED, decided_by=None, decided_at=None)
    match.event = None
    _decided([match], State.PROPOSED, None)


def _decided(matches: Sequence[CreditMatch], state: str, person: User | None) -> None:
    for match in matches:
        match.state, match.decided_by = state, person
        match.decided_at = timezone.now() if person else None
        match.save()


def _on_a_bill(dispute: Dispute, role: str, shown: Shown) -> Credit:
    """The credit that a bill's line is."""
    known = Credit.objects.filter(client=dispute.client_id, line_id=shown.line_id).first()
    if known:
        return known
    line = charging.lines_of(dispute.client_id, [shown.line_id])[shown.line_id]
    is_charge = role == Role.REVERSES
    if (line.amount > 0) is not is_charge or line.amount == 0:
        raise DisputeRefused(
            f"Line {line.line_no} of bill {shown.invoice.number} "
            f"{'gives money back' if is_charge else 'charges something: a credit is below zero'}.",
            field="line",
        )
    return Credit.objects.create(
        client_id=dispute.client_id,
        carrier_id=shown.invoice.carrier_id,
        account_id=shown.invoice.account_id,
        kind=Kind.CHARGED_AGAIN if is_charge else Kind.LINE,
        currency=shown.invoice.currency,
        amount=in_currency(abs(line.amount), shown.invoice.currency),
        on=shown.invoice.bill_date,
        invoice=shown.invoice,
        line_id=line.pk,
        line_no=line.line_no,
        service=line.billed_service.number if line.billed_service else "",
        charge_code=line.charge_code.code if line.charge_code else "",
        description=line.description,
        is_tax=line.charge_type in TAXES,
    )


def _entered(dispute: Dispute, event: DisputeEvent, shown: Shown) -> Credit:
    """What came beside the bills: of a cheque for several disputes, this one's share."""
    if shown.kind == Kind.WRITTEN_OFF and not dispute.is_withheld:
        raise DisputeRefused(
            "Nothing was withheld for this dispute, so nothing can be written off.", field="kind"
        )
    reference = shown.reference.strip()
    entered = Credit.objects.filter(matches__dispute=dispute, kind=shown.kind, reference=reference)
    # Whoever enters it a second time may have another day in mind.
    if reference and (same := entered.first()):
        raise DisputeRefused(
            f"{reference} is entered for this dispute already, of {written.day(same.on)}. If this "
            "is another payment, give it a reference of its own.",
            field="reference",
        )
    return Credit.objects.create(
        client_id=dispute.client_id,
        carrier_id=dispute.carrier_id,
        account_id=dispute.account_id,
        currency=dispute.currency,
        amount=event.amount,
        on=event.on,
        kind=shown.kind,
        reference=reference,
        file=shown.file,
    )


def _refuse_too_much(
    event: DisputeEvent, credit: Credit, match: CreditMatch, dispute: Dispute
) -> None:
    if match.state == State.CONFIRMED:
        raise DisputeRefused(f"The {credit} stands for this dispute already.", field="line")
    held = match.amount if match.pk and match.state == State.PROPOSED else 0
    left = credit.left + held
    if event.amount > left:
        money = written.money(left, credit.currency)
        raise DisputeRefused(
            f"The {credit} gives {money} at most: the rest stands for other disputes.",
            field="amount",
        )
