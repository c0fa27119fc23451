"""What people type about bills that no program reads."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms

from billing_audit.bills.models import ChargeType
from billing_audit.bills.totals import TotalsBill
from billing_audit.papers.amounts import AmountField
from clients.people.models import Client, User
from clients.telecom.forms import day_field
from clients.telecom.models import BillingAccount
from retainer.lib import format as written

#: What a bill's total is made of, in the order in which bills print it.
SUMMED = (
    ChargeType.RECURRING,
    ChargeType.USAGE,
    ChargeType.ONE_TIME,
    ChargeType.FEE,
    ChargeType.SURCHARGE,
    ChargeType.TAX,
    ChargeType.LATE_FEE,
    ChargeType.ADJUSTMENT,
    ChargeType.CREDIT,
)
LABELS = {
    ChargeType.RECURRING: "Recurring charges",
    ChargeType.USAGE: "Usage",
    ChargeType.ONE_TIME: "One-time charges",
    ChargeType.FEE: "Fees",
    ChargeType.SURCHARGE: "Surcharges",
    ChargeType.TAX: "Taxes",
    ChargeType.LATE_FEE: "Late fees",
    ChargeType.ADJUSTMENT: "Adjustments",
    ChargeType.CREDIT: "Credits, with a minus",
}


class TotalsForm(forms.Form):
    """A bill by its head and a few sums, which must come to its total."""

    account = forms.ModelChoiceField(
        queryset=BillingAccount.objects.none(),
        empty_label="Choose the account",
        error_messages={"required": "Choose the account the bill is for."},
    )
    number = forms.CharField(
        label="Invoice number",
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Write the invoice number as printed."},
    )
    bill_date = day_field("Bill date", required=True)
    due_date = day_field("Due")
    period_from = day_field("Period from")
    period_to = day_field("Period to")
    total = AmountField(
        label="Total of the charges",
        help_text="Without balances brought forward from earlier bills.",
        error_messages={"required": "Write the total as printed."},
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        client: Client | None = None,
        with_scan: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        accounts = BillingAccount.objects.visible_to(user).filter(closed_on=None)
        if client is not None:
            accounts = accounts.filter(client=client)
        field: Any = self.fields["account"]
        field.queryset = accounts.select_related("client", "carrier").order_by(
            "client__name", "carrier__name", "number"
        )
        field.choices = _by_client(field.queryset)
        field.widget.attrs["autofocus"] = True
        if with_scan:
            widget = forms.FileInput({"accept": ".pdf", "data-shows": True})
            help_text = "A PDF of the bill, kept with it and shown beside the form."
            self.fields["scan"] = forms.FileField(
                required=False, widget=widget, help_text=help_text
            )
        self.fields["total"].widget.attrs["data-total"] = True
        for kind in SUMMED:
            field = AmountField(label=LABELS[kind], required=False)
            field.widget.attrs |= {"data-adds": True, "class": "form-control"}
            self.fields[kind.name.lower()] = field

    @property
    def sums(self) -> list[forms.BoundField]:
        """The fields that are added up."""
        return [self[kind.name.lower()] for kind in SUMMED]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", "The period ends before it begins.")
        total = given.get("total")
        if total is not None and not self.errors and total != sum(self.amounts.values()):
            self.add_error("total", _missing(total - sum(self.amounts.values())))
        return given

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sums that were typed, by charge type."""
        typed = {kind.name.lower(): self.cleaned_data.get(kind.name.lower()) for kind in SUMMED}
        return {name: amount for name, amount in typed.items() if amount is not None}

    @property
    def bill(self) -> TotalsBill:
        """What was typed, once the form is valid."""
        head = ("number", "bill_date", "due_date", "period_from", "period_to", "total")
        return TotalsBill(**{name: self.cleaned_data[name] for name in head}, sums=self.amounts)


def _missing(rest: Decimal) -> str:
    if rest > 0:
        return f"The sums below do not come to the total: {written.money(rest)} is missing."
    return f"The sums below come to more than the total: {written.money(-rest)} is too much."


def _by_client(accounts: Any) -> list[tuple[str, Any]]:
    """The choices under the client they are of."""
    groups = [
        (client.name, [(account.pk, str(account)) for account in own])
        for client, own in groupby(accounts, key=lambda account: account.client)
    ]
    if len(groups) == 1:  # one client needs no heading
        groups = groups[0][1]
    return [("", "Choose the account" if groups else "No account is entered yet"), *groups]
