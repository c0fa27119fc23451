"""Pages of the practice: proposals, one proposal with its check list, what was issued of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.advice.authority import Authorities
from clients.people.access import practice_only
from clients.people.models import Activity, Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.proposals import putting, services
from rfp.proposals.checking import points_of
from rfp.proposals.coverage import coverage_of
from rfp.proposals.forms import ProposalForm
from rfp.proposals.freezing import told_of
from rfp.proposals.models import Proposal
from rfp.proposals.querysets import ProposalQuerySet

STATES = (
    ("", "All"),
    ("draft", "Draft"),
    ("put", "Put to the client"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("expired", "Expired"),
    ("withdrawn", "Withdrawn"),
)
HEADING = (
    *("client", "title", "engagement", "state", "version", "money", "currency"),
    *("good_until", "decided_by", "decided_at"),
)


def client_asked(request: HttpRequest) -> Client | None:
    """The client that the address names, if this person may see them."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None


def _asked_for(request: HttpRequest) -> ProposalQuerySet:
    rows = Proposal.objects.visible_to(request.user).for_list()
    if request.GET.get("client"):
        rows = rows.filter(client=client_asked(request))
    state = request.GET.get("state", "")
    return rows.filter(standing=state) if state in dict(STATES) and state else rows


@practice_only
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals, the latest first."""
    context = {
        "page": keyset.page(_asked_for(request), ["-id"], request),
        "states": STATES,
        "client": client_asked(request),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state")),
    }
    return render(request, "proposals/proposal_list.html", context)


@practice_only
def proposal_export(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, as a CSV file."""
    rows = (
        [
            *(each.client.name, each.title, each.project.name, each.standing, each.latest),
            *(each.latest_money, each.currency, each.valid_until, each.said_by, each.said_at),
        ]
        for each in _asked_for(request).order_by("-id")
    )
    return csv_file("proposals.csv", HEADING, rows)


@practice_only
def proposal_create(request: HttpRequest) -> HttpResponse:
    """A new proposal; whose it is comes first."""
    client = client_asked(request)
    if client is None:
        clients = Client.objects.visible_to(request.user).active()
        return render(request, "proposals/choose_client.html", {"clients": clients})
    return _edit(request, ProposalForm(request.POST or None, client=client), client)


@practice_only
def proposal_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what it says of itself."""
    rows = Proposal.objects.visible_to(request.user).select_related("client")
    if request.method == "POST":  # whoever saves second waits, and is told of the first
        rows = rows.select_for_update(of=("self",))
    proposal = get_object_or_404(rows, public_id=public_id)
    form = ProposalForm(request.POST or None, instance=proposal, client=proposal.client)
    return _edit(request, form, proposal.client)


def _edit(request: HttpRequest, form: ProposalForm, client: Client) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            proposal = services.keep_proposal(
                proposal=form.save(commit=False),
                sites=form.cleaned_data["sites"],
                kept_by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("proposals:proposal_detail", proposal.public_id)
    is_new = form.instance._state.adding
    context = {"form": form, "client": client, "proposal": None if is_new else form.instance}
    return render(request, "proposals/proposal_form.html", context)


@practice_only
def proposal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proposal: what it still lacks, what it comes to, what the client said."""
    proposal = proposal_of(request, public_id)
    coverage = coverage_of(proposal)
    versions = list(proposal.versions.for_list().order_by("-number"))
    points = points_of(proposal, coverage)
    last = versions[0] if versions else None
    identities = [version.public_id for version in versions]
    history = Activity.objects.filter(Q(subject_id=public_id) | Q(subject_id__in=identities))
    context = {
        **_basics(proposal),
        "coverage": coverage,
        "in_all": coverage.once + coverage.monthly * proposal.months,
        "points": points,
        "is_ready": not any(point.todo for point in points),
        "versions": versions,
        "last": last,
        "is_changed": last is not None and putting.changed_since(proposal, last),
        "deciders": _deciders(proposal, last),
        "history": history.select_related("actor").order_by("-at")[:20],
    }
    return render(request, "proposals/proposal_detail.html", context)


def _deciders(proposal: Proposal, last: Any) -> list[str]:
    return Authorities(proposal.client_id).names(last) if last else []


@practice_only
def proposal_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the client would read if it were issued now."""
    proposal = proposal_of(request, public_id)
    told = told_of(proposal, number=(proposal.latest or 0) + 1, found_free=None)
    context = {**_basics(proposal), "told": told}
    return render(request, "proposals/proposal_preview.html", context)


@practice_only
@require_POST
def proposal_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze a version and put it to the client."""
    proposal = proposal_of(request, public_id)
    try:
        version = putting.issue(proposal=proposal, issued_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Version {version.number} is with {proposal.client}.")
    return redirect("proposals:proposal_detail", public_id)


def proposal_of(request: HttpRequest, public_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _basics(proposal: Proposal) -> dict[str, Any]:
    return {"proposal": proposal, "is_open": proposal.standing != "accepted"}
