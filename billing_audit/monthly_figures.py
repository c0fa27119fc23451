"""What a client's bills came to and what was used, month by month, for others to hand out."""

from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from billing_audit.bills.models import Invoice
from billing_audit.usage.models import UsageRecord
from clients.people.models import Client, User
from clients.telecom.monthly import Table, register
from retainer.lib import format as written


def spend(user: User, client: Client, since: date) -> Table:
    """By month and carrier, what bills not replaced by others came to."""
    replaced = Q(superseded_by__isnull=False) & ~Q(superseded_by__document_type="credit_note")
    bills = Invoice.objects.visible_to(user).filter(client=client, month__gte=since)
    months = (
        bills.exclude(replaced)
        .values("month", "carrier__name", "currency")
        .annotate(total=Sum("lines_total"))
        .order_by("month", "carrier__name", "currency")
    )
    return Table(
        ["Month", "Carrier", "Billed"],
        [
            [
                written.month(each["month"]),
                each["carrier__name"],
                written.money(each["total"], each["currency"]),
            ]
            for each in months
        ],
        "All charges, taxes and credits of the bills on file.",
    )


def usage(user: User, client: Client, since: date) -> Table:
    """By month and kind, how many records there are and how long they lasted."""
    records = UsageRecord.objects.visible_to(user).filter(client=client, started_at__gte=since)
    months = (
        records.annotate(month=TruncMonth("started_at"))
        .values("month", "kind")
        .annotate(records=Count("pk"), seconds=Sum("duration"))
        .order_by("month", "kind")
    )
    kinds = dict(UsageRecord.Kind.choices)
    return Table(
        ["Month", "Kind", "Records", "Minutes"],
        [
            [
                written.month(each["month"].date()),
                kinds[each["kind"]],
                written.number(each["records"]),
                written.number(round(each["seconds"] / 60)) if each["seconds"] else "",
            ]
            for each in months
        ],
        "As the usage files on file tell it.",
    )


def register_monthly_figures() -> None:
    """Let requests for proposal say what was spent and used."""
    register("spend", spend)
    register("usage", usage)
