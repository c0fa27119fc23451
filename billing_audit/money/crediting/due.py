"""Whose bills are to be looked at for credits: those of clients with disputes, after a change."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, QuerySet

from billing_audit.bills.models import Invoice
from billing_audit.money.credit_models import CreditLook
from billing_audit.money.crediting.proposing import match_credits
from billing_audit.money.following import follow_closed
from billing_audit.money.models import Dispute, DisputeEvent


class Seen(NamedTuple):
    """The latest bill, and the latest entry of any dispute's history."""

    bill: int
    step: int


def waiting() -> dict[int, Seen]:
    """Clients of whom a bill or a step came since the last look, with how far there is now."""
    clients = list(Dispute.objects.sent().order_by().values_list("client", flat=True).distinct())
    bills = _latest(Invoice.objects.filter(client__in=clients))
    steps = _latest(DisputeEvent.objects.filter(client__in=clients))
    looks = CreditLook.objects.filter(client__in=clients)
    seen = {look.client_id: Seen(look.bill_seen, look.step_seen) for look in looks}
    now = {client: Seen(bills.get(client, 0), steps[client]) for client in clients}
    return {client: there for client, there in now.items() if seen.get(client) != there}


@transaction.atomic
def look(client_id: int, seen: Seen) -> int:
    """Match the client's credits and see what came back; how many matches are new."""
    made = match_credits(client_id)
    follow_closed(client_id)
    CreditLook.objects.update_or_create(
        client_id=client_id, defaults={"bill_seen": seen.bill, "step_seen": seen.step}
    )
    return made


def _latest(rows: QuerySet) -> dict[int, int]:
    return dict(rows.order_by().values_list("client").annotate(Max("pk")))
