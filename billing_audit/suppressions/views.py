"""The rules that suppress findings: making one, all of them, one with what it keeps, lifting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from billing_audit.findings.models import Finding
from billing_audit.findings.outcomes import answer
from billing_audit.findings.rows import READ, rows
from billing_audit.suppressions import services
from billing_audit.suppressions.forms import LiftForm, SuppressForm
from billing_audit.suppressions.keeping import kept_by
from billing_audit.suppressions.models import Suppression
from billing_audit.suppressions.scopes import scopes_of
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused

#: Rows of a script's page that may have changed.
MOST_ANSWERED = 500
SHOWN = [("", "In force"), ("lifted", "Lifted")]


@practice_only
def suppression_list(request: HttpRequest) -> HttpResponse:
    """The rules, with how much each keeps from being asked back."""
    rules = Suppression.objects.visible_to(request.user).select_related("client", "made_by")
    client = Client.objects.visible_to(request.user).filter(slug=request.GET.get("client")).first()
    if "client" in request.GET:
        rules = rules.filter(client=client)
    is_lifted = request.GET.get("show") == "lifted"
    rules = rules.lifted() if is_lifted else rules.in_force()
    page = keyset.page(rules.select_related("lifted_by"), ("-id",), request)
    kept = kept_by(page)
    context = {
        "client": client,
        "page": page,
        "rules": [(rule, kept[rule.pk]) for rule in page],
        "shown": SHOWN,
        "is_lifted": is_lifted,
    }
    return render(request, "suppressions/suppression_list.html", context)


@practice_only
def suppression_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One rule: what it says, the findings it covers, and its end."""
    rule = _rule(request, public_id)
    covered = rule.findings.values_list(*READ, named=True)
    page = keyset.page(covered, ("-id",), request)
    context = {
        "rule": rule,
        "kept": kept_by([rule])[rule.pk],
        "page": page,
        "rows": rows(page, of_one_client=True),
        "form": LiftForm(),
    }
    return render(request, "suppressions/suppression_detail.html", context)


@practice_only
@vary_on_headers("X-Part")
def suppression_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remember that what a finding is about is no error; what is missing is asked again."""
    findings = Finding.objects.visible_to(request.user).for_list()
    finding = get_object_or_404(findings, public_id=public_id)
    form = SuppressForm(request.POST or None, scopes=scopes_of(finding))
    if request.method == "POST" and form.is_valid():
        try:
            rule = services.suppress(finding=finding, made_by=request.user, **form.rule)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _made(request, rule)
    is_part = "X-Part" in request.headers
    page = "suppressions/_create.html" if is_part else "suppressions/suppression_create.html"
    return render(request, page, {"finding": finding, "form": form})


@practice_only
@require_POST
def suppression_lift(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a rule; what it suppressed is to be decided again."""
    rule = _rule(request, public_id)
    try:
        back = services.lift(rule=rule, why=request.POST.get("why", ""), lifted_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Lifted. {written.count(back, 'finding')} came back as new.")
    return redirect("suppressions:suppression_detail", rule.public_id)


def _made(request: HttpRequest, rule: Suppression) -> HttpResponse:
    """What the new rule covers already, with the way back."""
    number = written.count(rule.findings.count(), "finding")
    undo = reverse("triage:decision_undo", args=[rule.batch])
    said = f"Remembered up to the bills of {written.month(rule.until)}. It covers {number} now."
    messages.success(request, said, extra_tags=undo)
    back = reverse("suppressions:suppression_detail", args=[rule.public_id])
    return answer(request, rule.findings.all()[:MOST_ANSWERED], back=back)


def _rule(request: HttpRequest, public_id: UUID) -> Suppression:
    rules = Suppression.objects.visible_to(request.user)
    related = ("client", "made_by", "lifted_by", "learned_from", "account")
    return get_object_or_404(rules.select_related(*related), public_id=public_id)
