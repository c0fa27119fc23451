"""Moves a dispute on, one step at a time, and takes the last step back where nothing went out.

Whoever makes a step says which history they looked at; if somebody else wrote to
it since, the step is refused with what happened, so that two people leave one outcome.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from billing_audit.bills.models import Invoice
from billing_audit.money import clocks
from billing_audit.money.accepting import note_sent
from billing_audit.money.credit_models import Credit
from billing_audit.money.crediting.booking import ROLES, Shown, book, unbook
from billing_audit.money.drafting import DisputeRefused, locked
from billing_audit.money.following import findings_of, follow
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.standing import (
    Circumstances,
    Standing,
    after,
    possible,
    replay,
    why_not,
    wrong_amount,
)
from billing_audit.money.states import CLOSED, LETS_GO, MOVES, Demand, Move, Rung
from billing_audit.money.telling import tell_of_mistake, tell_of_money
from clients.files.models import StoredFile
from clients.people import activity
from clients.people.models import User
from retainer.lib.money import in_currency
from retainer.lib.months import month_of

Other = DisputeEvent.Other


@dataclass(frozen=True)
class Said:
    """What is said about a step; each move of ``states.py`` names what it cannot do without."""

    on: date | None = None
    note: str = ""
    ticket: str = ""
    amount: Decimal | None = None
    cycle: date | None = None
    invoice: Invoice | None = None
    line_id: int | None = None
    rung: str = ""
    #: Of what came beside a bill: how, and what shows it.
    kind: str = ""
    reference: str = ""
    file: StoredFile | None = None

    @property
    def shown(self) -> Shown:
        return Shown(self.invoice, self.line_id, self.kind, self.reference, self.file)


class ChangedMeanwhile(DisputeRefused):
    """Somebody else wrote to the history since this person looked at it."""

    def __init__(self, latest: DisputeEvent) -> None:
        super().__init__(
            f"Meanwhile {latest.actor} wrote: {latest.told}. Nothing was changed by you; look at "
            "the history, then decide again."
        )


@transaction.atomic
def move(*, dispute: Dispute, name: str, seen: int, said: Said, moved_by: User) -> DisputeEvent:
    """Make one step; ``seen`` is the key of the latest entry that the person looked at."""
    dispute = locked(dispute)
    _refuse_stale(dispute, seen)
    step, steps = MOVES[name], standing_steps(dispute)
    standing = replay(dispute.disputed, steps)
    if reason := why_not(standing, step, circumstances(dispute, moved_by)):
        raise DisputeRefused(reason)
    amount = _amount(standing, step, said, dispute.currency)
    on = _day(said, steps)
    _refuse_incomplete(dispute, step, said)
    event = DisputeEvent.objects.create(
        client_id=dispute.client_id,
        dispute=dispute,
        kind=step.name,
        state=step.target,
        on=on,
        note=said.note.strip(),
        amount=amount,
        cycle=month_of(said.cycle) if said.cycle and Demand.CYCLE in step.demands else None,
        invoice=said.invoice if Demand.BILL in step.demands else None,
        line_id=said.line_id if Demand.BILL in step.demands else None,
        rung=said.rung if Demand.RUNG in step.demands else "",
        actor=moved_by,
        **_sent(dispute, step, said),
    )
    if step.name in ROLES:
        book(event, said.shown, moved_by)
    if step.name == "submit":
        dispute.ticket, dispute.submitted_on = said.ticket.strip(), on
        note_sent(findings_of(dispute), moved_by)
    _settle(dispute, after(standing, step, amount, event.cycle), [*steps, event])
    activity.record(
        f"dispute.{step.name}",
        f"{dispute}: {step.told.lower()}",
        actor=moved_by,
        client=dispute.client,
        subject=dispute,
        amount=str(amount) if amount is not None else "",
    )
    tell_of_money(event)
    return event


@transaction.atomic
def undo(*, dispute: Dispute, event: DisputeEvent, undone_by: User) -> DisputeEvent:
    """Take the latest step back; it stays in the history with the word that it does not count."""
    dispute = locked(dispute)
    steps = standing_steps(dispute)
    if not steps or steps[-1].pk != event.pk:
        raise DisputeRefused("Only the latest step can be taken back, and once.")
    if MOVES[event.kind].goes_out:
        raise DisputeRefused("Something went out with this step, so it cannot be taken back.")
    word = DisputeEvent.objects.create(
        client_id=dispute.client_id,
        dispute=dispute,
        kind=Other.UNDONE,
        state=steps[-2].state if len(steps) > 1 else "draft",
        on=timezone.localdate(),
        note=event.told,
        undoes=event,
        actor=undone_by,
    )
    unbook(event)
    try:
        with transaction.atomic():
            _settle(dispute, replay(dispute.disputed, steps[:-1]), steps[:-1])
    except IntegrityError as held:
        raise DisputeRefused(
            "Its charges are in another dispute by now. Take them out there first."
        ) from held
    activity.record(
        "dispute.undone",
        f"{dispute}: “{event.told}” was taken back",
        actor=undone_by,
        client=dispute.client,
        subject=dispute,
    )
    tell_of_mistake(event, undone_by)
    return word


def standing_steps(dispute: Dispute) -> list[DisputeEvent]:
    """The moves that count, in the order they were made."""
    moves = dispute.events.filter(kind__in=list(MOVES), undone_by=None)
    return list(moves.order_by("pk"))


def circumstances(dispute: Dispute, person: User) -> Circumstances:
    """What a person's next step may depend on."""
    return Circumstances(
        by_principal=person.is_principal,
        is_late=bool(dispute.dispute_by and dispute.dispute_by < timezone.localdate()),
        has_charges=dispute.charges > 0,
        has_method=bool(dispute.method),
        has_packet=dispute.packet_id is not None,
    )


def next_moves(dispute: Dispute, person: User) -> list[Move]:
    """What this person can do now."""
    return possible(
        replay(dispute.disputed, standing_steps(dispute)), circumstances(dispute, person)
    )


def undoable(dispute: Dispute) -> DisputeEvent | None:
    """The step that could be taken back."""
    steps = standing_steps(dispute)
    return steps[-1] if steps and not MOVES[steps[-1].kind].goes_out else None


def _refuse_stale(dispute: Dispute, seen: int) -> None:
    latest = dispute.events.select_related("actor").first()
    if latest is not None and latest.pk != seen:
        raise ChangedMeanwhile(latest)


def _amount(standing: Standing, step: Move, said: Said, currency: str) -> Decimal | None:
    if Demand.AMOUNT not in step.demands:
        return None
    if said.amount is None:
        raise DisputeRefused("Enter the amount.", field="amount")
    amount = in_currency(said.amount, currency)
    if wrong := wrong_amount(standing, step, amount, currency):
        raise DisputeRefused(wrong, field="amount")
    return amount


def _day(said: Said, steps: list[DisputeEvent]) -> date:
    today = timezone.localdate()
    on = said.on or today
    if on > today:
        raise DisputeRefused("A step is entered when it has happened, not before.", field="on")
    if steps and on < steps[-1].on:
        raise DisputeRefused("That is before the step it follows.", field="on")
    return on


def _refuse_incomplete(dispute: Dispute, step: Move, said: Said) -> None:
    if Demand.TICKET in step.demands and not said.ticket.strip():
        raise DisputeRefused(
            "Enter the ticket number the carrier gave. Without it the carrier can say that it "
            "never had the dispute.",
            field="ticket",
        )
    if Demand.NOTE in step.demands and not said.note.strip():
        raise DisputeRefused("Say in the note what was said, or why.", field="note")
    if Demand.RUNG in step.demands and said.rung not in Rung.values:
        raise DisputeRefused("Choose to whom it goes.", field="rung")
    if Demand.CYCLE in step.demands and said.cycle is None:
        raise DisputeRefused("Say on which month’s bill the credit is to come.", field="cycle")
    if Demand.BILL in step.demands:
        _refuse_wrong_bill(dispute, said.invoice, said.line_id)
    if Demand.EVIDENCE in step.demands:
        _refuse_unshown(said)


def _refuse_unshown(said: Said) -> None:
    if said.kind not in set(Credit.Kind.values) - set(Credit.ON_A_BILL):
        raise DisputeRefused("Choose how the money came.", field="kind")
    if not said.reference.strip() and said.file is None:
        raise DisputeRefused(
            "Enter the cheque’s number or the bank’s reference, or file the paper that shows it.",
            field="reference",
        )


def _refuse_wrong_bill(dispute: Dispute, invoice: Invoice | None, line_id: int | None) -> None:
    if invoice is None:
        raise DisputeRefused("Choose the bill that shows it.", field="invoice")
    if line_id is None:
        raise DisputeRefused("Say which line of the bill it is.", field="line")
    if (invoice.client_id, invoice.carrier_id) != (dispute.client_id, dispute.carrier_id):
        raise DisputeRefused("That is not a bill of this carrier.", field="invoice")
    if invoice.currency != dispute.currency:
        raise DisputeRefused("That bill is in another currency.", field="invoice")


def _sent(dispute: Dispute, step: Move, said: Said) -> dict[str, object]:
    """What went out or came in with the step, and its fingerprint."""
    paper = dispute.packet if step.name == "submit" else said.file
    return {"file": paper, "sha256": paper.sha256} if paper else {}


def _settle(dispute: Dispute, standing: Standing, steps: list[DisputeEvent]) -> None:
    """Write down how the dispute stands, let its charges go or hold them, tell the findings."""
    dispute.state = standing.state
    dispute.approved, dispute.promised = standing.approved, standing.promised
    dispute.posted, dispute.verified = standing.posted, standing.verified
    dispute.cycle = standing.cycle
    dispute.closed_on = steps[-1].on if standing.state in CLOSED else None
    rules = clocks.rules_of([dispute.account])[dispute.account_id]
    dispute.due_on = clocks.due_on(dispute, steps, rules)
    dispute.save()
    dispute.items.update(holds=standing.state not in LETS_GO)
    follow(findings_of(dispute))
