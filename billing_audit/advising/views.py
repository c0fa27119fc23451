"""Pages of the practice: findings to advise on, bills to pay, our word on one bill."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from billing_audit.advising import drafting
from billing_audit.advising.export import HEADING, row
from billing_audit.advising.forms import PaymentAdviceForm
from billing_audit.advising.paying import advise, bills_to_pay, for_reading
from billing_audit.advising.services import PaymentAdviceRefused, advise_payment
from billing_audit.bills.models import Invoice
from billing_audit.findings.models import Finding
from clients.advice.models import Recommendation
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

#: Findings on the page; those of an account stay together.
MOST = 500


@dataclass
class Account:
    """The findings of one account that wait to be advised on."""

    client: Client
    carrier: str
    number: str
    currency: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def sum(self) -> Decimal:
        return sum((finding.to_ask for finding in self.findings), Decimal(0))


@practice_only
def finding_choose(request: HttpRequest) -> HttpResponse:
    """Valid findings that the client was not asked about yet, by account."""
    client = chosen_client(request)
    waiting = drafting.worth_advising(request.user, client).exclude(account=None).for_list()
    rows = list(waiting.order_by("client__name", "account", "-mills", "pk")[: MOST + 1])
    context = {
        "client": client,
        "accounts": by_account(rows[:MOST]),
        "is_cut": len(rows) > MOST,
        "number": len(rows[:MOST]),
    }
    return render(request, "advising/finding_choose.html", context)


def chosen_client(request: HttpRequest) -> Client | None:
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def by_account(findings: Iterable[Finding]) -> list[Account]:
    """The findings in groups of one account and currency, in their order."""
    groups: dict[tuple[int, str], Account] = {}
    for finding in findings:
        account = finding.account
        group = groups.setdefault(
            (account.pk, finding.currency),
            Account(finding.client, account.carrier.name, account.number, finding.currency),
        )
        group.findings.append(finding)
    return list(groups.values())


@practice_only
@require_POST
def finding_advise(request: HttpRequest) -> HttpResponse:
    """Draft one recommendation from the ticked findings."""
    named = request.POST.getlist("finding")[: MOST + 1]
    seen = Finding.objects.visible_to(request.user)
    chosen = seen.filter(public_id__in=[each for each in named if _is_uuid(each)])
    try:
        asked = drafting.draft_from(findings=chosen, author=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("advising:finding_choose")
    messages.success(request, "Drafted. Read it as the client will, then ask them.")
    return redirect("advice:recommendation_detail", asked.public_id)


@practice_only
@require_POST
def recommendation_replace(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft another one in its place, with its findings as they are today."""
    advised = Recommendation.objects.visible_to(request.user)
    former = get_object_or_404(advised, public_id=public_id)
    try:
        asked = drafting.replace(recommendation=former, author=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("advice:recommendation_detail", former.public_id)
    messages.success(request, "Drafted. The first stays with the client until this is published.")
    return redirect("advice:recommendation_detail", asked.public_id)


@practice_only
def payment_list(request: HttpRequest) -> HttpResponse:
    """The bills that are due, each with our advice."""
    client = chosen_client(request)
    bills = bills_to_pay(request.user, client)
    context = {"bills": bills, "client": client, "today": timezone.localdate()}
    return render(request, "advising/payment_list.html", context)


@practice_only
def payment_export(request: HttpRequest) -> HttpResponse:
    """The same for accounts payable, as a CSV file."""
    bills = bills_to_pay(request.user, chosen_client(request))
    return csv_file("bills-to-pay.csv", HEADING, (row(bill) for bill in bills))


@practice_only
def payment_advise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say something else about a bill than the rule does."""
    bills = for_reading(Invoice.objects.visible_to(request.user))
    invoice = get_object_or_404(bills, public_id=public_id)
    (now,) = advise([invoice])
    form = PaymentAdviceForm(request.POST or None, initial={"advice": now.advice})
    if request.method == "POST" and form.is_valid():
        try:
            advise_payment(invoice=invoice, advised_by=request.user, **form.cleaned_data)
        except PaymentAdviceRefused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Said. The client reads it on the list of bills to pay.")
            return redirect("bills:invoice_detail", invoice.public_id)
    context = {"form": form, "invoice": invoice, "bill": now}
    return render(request, "advising/payment_advise.html", context)


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
