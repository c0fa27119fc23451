"""What is asked about a step: exactly what the table of moves says that it demands."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from billing_audit.bills.models import Invoice, Line, LineShelf
from billing_audit.money.accepting import decisions
from billing_audit.money.credit_models import Credit
from billing_audit.money.desks import FILLED_WITH, DisputeDesk
from billing_audit.money.following import findings_of
from billing_audit.money.methods import Advice
from billing_audit.money.models import Dispute
from billing_audit.money.moving import Said, standing_steps
from billing_audit.money.packet.form import unknown_words
from billing_audit.money.services import who_may_approve
from billing_audit.money.standing import most, replay
from billing_audit.money.states import Demand, Move, Rung
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib.months import shifted

#: Bills offered as the one a credit stands on.
LATEST_BILLS = 36
DAY = forms.DateInput({"type": "date"})


class StepForm(forms.Form):
    """One step; ``seen`` is the latest entry of the history that the person looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dispute: Dispute, move: Move, seen: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"seen": seen, "on": timezone.localdate()})
        super().__init__(*args, auto_id=f"{move.name}-%s", **kwargs)
        self.dispute, self.move = dispute, move
        for demand in move.demands:
            if demand in FIELDS:
                name, make = FIELDS[demand]
                self.fields[name] = make(dispute, move)
        if Demand.BILL in move.demands:
            self.fields["line"] = forms.CharField(
                label="Line", max_length=40, help_text="Its number on that bill."
            )
        if Demand.EVIDENCE in move.demands:
            self.fields |= _evidence(dispute)
        self.fields["on"] = forms.DateField(label="When it happened", widget=DAY)
        self.fields["note"] = forms.CharField(
            label="Note",
            max_length=4000,
            required=Demand.NOTE in move.demands,
            widget=forms.Textarea({"rows": 3}),
            help_text="Only the practice reads it.",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        invoice, number = given.get("invoice"), given.get("line")
        if invoice and number:
            shelves = LineShelf.objects.filter(client=invoice.client_id).values_list(
                "pk", flat=True
            )
            lines = Line.objects.filter(
                client=invoice.client_id,
                shelf_id__in=list(shelves),
                invoice=invoice,
                line_no=number,
            )
            given["line_id"] = lines.values_list("pk", flat=True).first()
            if given["line_id"] is None:
                self.add_error("line", f"Bill {invoice.number} has no line {number}.")
        return given

    @property
    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            on=given["on"],
            note=given["note"],
            ticket=given.get("ticket", ""),
            amount=given.get("amount"),
            cycle=given.get("cycle"),
            invoice=given.get("invoice"),
            line_id=given.get("line_id"),
            rung=given.get("rung", ""),
            kind=given.get("kind", ""),
            reference=given.get("reference", ""),
        )

    @property
    def paper(self) -> UploadedFile | None:
        """What was filed with it, which the view stores."""
        return self.cleaned_data.get("paper")


def _ticket(dispute: Dispute, move: Move) -> forms.Field:
    return forms.CharField(label="The carrier’s ticket number", max_length=60)


def _amount(dispute: Dispute, move: Move) -> forms.Field:
    standing = replay(dispute.disputed, standing_steps(dispute))
    limit = written.money(most(standing, move), dispute.currency)
    return forms.DecimalField(
        label=f"Amount, {dispute.currency}",
        max_digits=15,
        decimal_places=3,
        help_text=f"{limit} at most.",
    )


def _cycle(dispute: Dispute, move: Move) -> forms.Field:
    this = timezone.localdate().replace(day=1)
    months = [shifted(this, by) for by in range(-2, 7)]
    return forms.TypedChoiceField(
        label="On the bill of",
        coerce=date.fromisoformat,
        choices=[("", "Choose a month"), *((f"{m:%Y-%m-%d}", written.month(m)) for m in months)],
    )


class _Bills(forms.ModelChoiceField):
    def label_from_instance(self, obj: Invoice) -> str:
        return f"{obj.number} of {written.day(obj.bill_date)}"


def _bill(dispute: Dispute, move: Move) -> forms.Field:
    bills = Invoice.objects.filter(
        client=dispute.client_id, carrier=dispute.carrier_id, currency=dispute.currency
    )
    latest = bills.order_by("-bill_date", "-pk").values_list("pk", flat=True)[:LATEST_BILLS]
    return _Bills(
        bills.filter(pk__in=list(latest)),
        label="The bill that shows it",
        empty_label="Choose a bill",
    )


def _rung(dispute: Dispute, move: Move) -> forms.Field:
    return forms.ChoiceField(label="To whom it goes", choices=[("", "Choose"), *Rung.choices])


def _evidence(dispute: Dispute) -> dict[str, forms.Field]:
    """How money came beside the bills, and what shows it."""
    kinds = [Credit.Kind.CHEQUE, Credit.Kind.BANK]
    if dispute.is_withheld:
        kinds.append(Credit.Kind.WRITTEN_OFF)
    return {
        "kind": forms.ChoiceField(
            label="How", choices=[("", "Choose"), *((kind, kind.label) for kind in kinds)]
        ),
        "reference": forms.CharField(
            label="Reference",
            max_length=120,
            required=False,
            help_text="The cheque’s number, the bank’s reference, or the letter’s.",
        ),
        "paper": forms.FileField(
            label="Or the paper that shows it",
            required=False,
            widget=forms.ClearableFileInput({"accept": ".pdf,.png,.jpg,.eml,.txt,.docx"}),
        ),
    }


FIELDS: dict[str, tuple[str, Callable[[Dispute, Move], forms.Field]]] = {
    Demand.TICKET: ("ticket", _ticket),
    Demand.AMOUNT: ("amount", _amount),
    Demand.CYCLE: ("cycle", _cycle),
    Demand.BILL: ("invoice", _bill),
    Demand.RUNG: ("rung", _rung),
}


class MethodForm(forms.Form):
    """Withhold or pay, why, and who at the client agreed."""

    method = forms.ChoiceField(label="Method", choices=Dispute.Method.choices)
    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text="Accounts payable reads it in the memo.",
    )
    approver = forms.ModelChoiceField(
        User.objects.none(),
        label="Agreed by",
        required=False,
        empty_label="Nobody yet",
        help_text="Somebody of the client who may decide about this size, or the deputy of "
        "of somebody who may. Needed to withhold.",
    )

    def __init__(self, *args: Any, dispute: Dispute, advice: Advice, **kwargs: Any) -> None:
        able = who_may_approve(dispute)
        initial = {
            "method": dispute.method or advice.method,
            "reason": dispute.method_reason or advice.reason[:300],
            "approver": dispute.approver_id or _who_accepted(dispute, able),
        }
        super().__init__(*args, initial=initial, auto_id="method-%s", **kwargs)
        self.fields["approver"].queryset = User.objects.filter(pk__in=able).order_by("name")


def _who_accepted(dispute: Dispute, able: Collection[int]) -> int | None:
    """Who accepted it for the client; whose right it rests on, where a deputy's days are over."""
    decision = decisions(findings_of(dispute)).order_by("-pk").first()
    if decision is None:
        return None
    return decision.decided_by_id if decision.decided_by_id in able else decision.right_of_id


class ReplyForm(forms.Form):
    """What the carrier wrote: pasted, or as the mail itself."""

    text = forms.CharField(
        label="Paste the mail",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 6}),
    )
    mail = forms.FileField(
        label="Or choose the mail or letter",
        required=False,
        help_text="A mail saved as .eml is read; anything else, such as a PDF, is kept as it is.",
        widget=forms.ClearableFileInput({"accept": ".eml,.pdf,.png,.jpg,.txt,.docx"}),
    )
    on = forms.DateField(label="When it came", widget=DAY, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("text", "").strip() and not given.get("mail"):
            raise forms.ValidationError("Paste what the carrier wrote, or choose the file.")
        return given


class NoteForm(forms.Form):
    """A remark for the practice."""

    note = forms.CharField(
        label="Note",
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Only the practice reads it.",
    )


class DeskForm(forms.ModelForm):
    """How a carrier takes disputes."""

    class Meta:
        model = DisputeDesk
        fields = (
            *("name", "address", "email", "website"),
            *("dispute_days", "withhold_days", "answer_days", "appeal_days", "source", "form"),
        )
        widgets = {
            "address": forms.Textarea({"rows": 3}),
            "form": forms.Textarea({"rows": 10, "class": "mono"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = ", ".join(f"{{{word}}} {meaning}" for word, meaning in FILLED_WITH)
        self.fields["form"].help_text = f"One a line: their label = {{what}}. There is {words}."

    def clean_form(self) -> str:
        form = self.cleaned_data["form"]
        if unknown := unknown_words(form):
            raise forms.ValidationError(
                f"Nothing is called {{{unknown[0]}}} here; the words are listed below."
            )
        return form
