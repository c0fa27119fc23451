"""The form that makes a month's report."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from billing_audit.bills.models import Invoice
from clients.people.choosing import ClientField
from clients.people.models import Client, User
from retainer.lib.format import month
from retainer.lib.months import month_of, shifted


class ReportForm(forms.Form):
    """Whose month."""

    client = ClientField()
    month = forms.TypedChoiceField(
        coerce=date.fromisoformat,
        help_text="A bill belongs to the month of its date.",
    )

    def __init__(self, *args: Any, user: User, chosen: Client | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["client"].offer(Client.objects.visible_to(user).active(), chosen)
        self.has_clients = self.fields["client"].queryset.exists()
        bills = Invoice.objects.visible_to(user)
        if chosen is not None:
            bills = bills.filter(client=chosen)
        self.fields["month"].choices = [
            (each.isoformat(), month(each)) for each in months_offered(bills)
        ]


def months_offered(bills: QuerySet[Invoice]) -> list[date]:
    """The months there are bills of, and the last two: a month without bills has a report."""
    billed = set(bills.order_by().values_list("month", flat=True).distinct())
    now = month_of(timezone.localdate())
    return sorted(billed | {now, shifted(now, -1)}, reverse=True)


class PublishForm(forms.Form):
    """Why a report takes the place of the published one, when there is one."""

    because = forms.CharField(max_length=300, required=False)
