"""Opening disputes from accepted findings, and the desks that take them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from billing_audit.findings.models import Finding
from billing_audit.money import services
from billing_audit.money.accepting import agreed, disputable
from billing_audit.money.desks import DisputeDesk
from billing_audit.money.forms import DeskForm
from billing_audit.money.narrowing import Narrowing
from clients.people.access import practice_only
from clients.people.models import User
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib.refusal import Refused

#: Findings shown of all that could be disputed, the dearest.
MOST = 300


@dataclass(frozen=True)
class Choice:
    """A finding that could be disputed, with what may be asked back."""

    finding: Finding
    charges: int
    asked: Decimal


@dataclass(frozen=True)
class Basket:
    """What could go into one dispute: one account, one currency."""

    account: BillingAccount
    currency: str
    choices: list[Choice]

    @property
    def asked(self) -> Decimal:
        return sum((choice.asked for choice in self.choices), Decimal(0))


def baskets(user: User, findings: Iterable[Finding]) -> list[Basket]:
    """The findings by account, the account with most money first."""
    found = {finding.pk: finding for finding in findings}
    charges = disputable(Finding.objects.visible_to(user).filter(pk__in=list(found)))
    told = charges.order_by().values("finding").annotate(charges=Count("pk"), sum=Sum("asked"))
    room = agreed(found)
    choices = [
        Choice(found[row["finding"]], row["charges"], min(row["sum"], room[row["finding"]]))
        for row in told
        if room[row["finding"]] > 0
    ]

    def place(choice: Choice) -> tuple[int, str]:
        return choice.finding.account_id, choice.finding.currency

    grouped = [
        (key, sorted(own, key=lambda each: -each.asked))
        for key, own in groupby(sorted(choices, key=place), key=place)
    ]
    made = [Basket(own[0].finding.account, key[1], own) for key, own in grouped]
    return sorted(made, key=lambda basket: -basket.asked)


@practice_only
def dispute_choose(request: HttpRequest) -> HttpResponse:
    """Everything that could be disputed now, by account."""
    narrowing = Narrowing(request)
    findings = Finding.objects.visible_to(request.user).filter(
        account__isnull=False, mills__gt=0, state=Finding.State.VALID
    )
    if narrowing.client:
        findings = findings.filter(client=narrowing.client)
    chosen = findings.for_list().order_by("-mills", "-id")[:MOST]
    context = {"narrowing": narrowing, "baskets": baskets(request.user, chosen)}
    return render(request, "disputes/dispute_choose.html", context)


@practice_only
@require_POST
def dispute_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a draft for one account with the ticked findings."""
    accounts = BillingAccount.objects.visible_to(request.user).select_related("client", "carrier")
    account = get_object_or_404(accounts, public_id=public_id)
    findings = list(
        Finding.objects.visible_to(request.user).filter(
            account=account, public_id__in=_public_ids(request.POST.getlist("finding"))
        )
    )
    if not findings:
        messages.info(request, "Tick the findings to dispute first.")
        return redirect("disputes:dispute_choose")
    try:
        dispute = services.open_dispute(account=account, findings=findings, opened_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("disputes:dispute_choose")
    messages.success(request, f"{dispute} is a draft: decide, make the packet, send it.")
    return redirect("disputes:dispute_detail", dispute.public_id)


def _public_ids(sent: list[str]) -> list[UUID]:
    """The ticked rows; anything else that was sent is no row."""
    found = []
    for each in sent[:MOST]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


@practice_only
def desk_list(request: HttpRequest) -> HttpResponse:
    """The carriers with how each takes disputes."""
    mine = BillingAccount.objects.visible_to(request.user).order_by().values("carrier")
    carriers = Carrier.objects.filter(pk__in=mine).order_by("name")
    desks = DisputeDesk.objects.filter(carrier__in=mine).in_bulk(field_name="carrier_id")
    rows = [(carrier, desks.get(carrier.pk)) for carrier in carriers]
    return render(request, "disputes/desk_list.html", {"rows": rows})


@practice_only
def desk_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How one carrier takes disputes."""
    carrier = get_object_or_404(Carrier, public_id=public_id)
    desk = DisputeDesk.objects.filter(carrier=carrier).first() or DisputeDesk(carrier=carrier)
    form = DeskForm(request.POST or None, instance=desk)
    if request.method == "POST" and form.is_valid():
        services.keep_desk(desk=form.save(commit=False), kept_by=request.user)
        messages.success(request, f"Kept how {carrier} takes disputes.")
        return redirect("disputes:desk_list")
    return render(request, "disputes/desk_form.html", {"carrier": carrier, "form": form})
