"""What carriers were asked for, how old that is, and what came back, as of the report's day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from billing_audit.money.clocks import DUE
from billing_audit.money.models import Dispute, DisputeEvent
from billing_audit.money.places import Places, Sent
from billing_audit.money.states import State
from billing_audit.reports.shape import Age, Credit, ReportedDispute
from clients.people.models import Client
from retainer.lib.money import in_currency
from retainer.lib.months import month_of
from retainer.lib.states import state_of

#: Ages of open disputes by their last day.
AGES = ((30, "up to 30 days"), (60, "31 to 60 days"), (90, "61 to 90 days"))
OLDEST = "over 90 days"
#: The credit was seen to stay.
VERIFIED = (State.VERIFIED, State.WON, State.PART_WON)
#: Steps that move money: a credit on a bill, one beside bills, and one that was charged again.
TAKEN_BACK = "reverse"
CREDITING = ("post", "refund", TAKEN_BACK)


def disputes(
    client: Client, month: date, sent: Sequence[Sent], as_of: date
) -> list[ReportedDispute]:
    """The disputes about bills up to the month, the oldest first."""
    places: dict[int, Places] = defaultdict(Places)
    charges: dict[int, int] = defaultdict(int)
    for each in sent:
        if each.month <= month:
            places[each.dispute] += each.places
            charges[each.dispute] += 1
    rows = Dispute.objects.filter(client=client, pk__in=places).for_list()
    return [
        _dispute(dispute, places[dispute.pk], charges[dispute.pk], as_of)
        for dispute in rows.order_by("submitted_on", "pk")
    ]


def _dispute(dispute: Dispute, places: Places, charges: int, as_of: date) -> ReportedDispute:
    until = dispute.closed_on or max(as_of, dispute.submitted_on)
    due = DUE.get(State(dispute.state), "")
    return ReportedDispute(
        number=dispute.number,
        carrier=dispute.carrier.name,
        account=dispute.account.number,
        currency=dispute.currency,
        ticket=dispute.ticket,
        state=dispute.get_state_display(),
        tone=state_of(dispute.state).tone,
        sent=dispute.submitted_on,
        closed=dispute.closed_on,
        days=(until - dispute.submitted_on).days,
        charges=charges,
        places=places.in_currency(dispute.currency),
        due=due if dispute.due_on else "",
        due_on=dispute.due_on if due else None,
    )


def ages(disputes: Iterable[ReportedDispute]) -> list[Age]:
    """What is outstanding by how long the carrier has had it, the youngest first."""
    groups: dict[tuple[str, str], list[ReportedDispute]] = defaultdict(list)
    for dispute in disputes:
        if dispute.outstanding:
            groups[dispute.currency, _age(dispute.days)].append(dispute)
    titles = [*(title for _, title in AGES), OLDEST]
    return [
        Age(currency, title, len(own), sum((each.outstanding for each in own), Decimal(0)))
        for currency in sorted({currency for currency, _ in groups})
        for title in titles
        if (own := groups.get((currency, title)))
    ]


def _age(days: int) -> str:
    return next((title for most, title in AGES if days <= most), OLDEST)


def credits(client: Client) -> list[Credit]:
    """Every credit that was entered against a dispute and not taken back, the latest first.

    What a carrier charged again stands below nothing.
    """
    counted = DisputeEvent.objects.filter(client=client, kind__in=CREDITING, undone_by=None)
    rows = counted.select_related("dispute__carrier", "dispute__account", "invoice")
    return sorted(map(_credit, rows.order_by("pk")), key=lambda each: each.dated, reverse=True)


def _credit(event: DisputeEvent) -> Credit:
    dated = event.invoice.bill_date if event.invoice else event.on
    amount = in_currency(event.amount, event.dispute.currency)
    return Credit(
        carrier=event.dispute.carrier.name,
        account=event.dispute.account.number,
        bill=event.invoice.number if event.invoice else "",
        dated=dated,
        month=month_of(dated),
        dispute=event.dispute.number,
        currency=event.dispute.currency,
        amount=-amount if event.kind == TAKEN_BACK else amount,
        verified=event.dispute.state in VERIFIED,
    )
