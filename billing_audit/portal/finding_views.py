"""Pages of a client user about what was found on the bills."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from billing_audit.findings.calculation import calculation_in_brief
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.sides import Documents
from billing_audit.portal.shared import State, for_reading, found_in, shared_findings, standing
from billing_audit.reports.method import paragraphs
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from retainer.lib import keyset
from retainer.lib.months import month_of, read_month

STATES = (
    ("", "All"),
    (State.ASKED, "Needs your answer"),
    (State.VALID, "Confirmed"),
    ("gone", "No longer seen"),
)


@portal_only
def finding_list(request: HttpRequest) -> HttpResponse:
    """What was found, the most money first."""
    company = chosen_company(request)
    every = shared_findings(request.user).filter(client=company)
    state, month = request.GET.get("state", ""), read_month(request.GET.get("found", ""))
    findings = every.gone() if state == "gone" else every.standing()
    if state in (State.ASKED, State.VALID):
        findings = findings.filter(state=state)
    if month:
        findings = findings.filter(found_in(month))
    if words := request.GET.get("q", "").strip():
        findings = findings.about(words)
    return page(
        request,
        "portal/finding_list.html",
        company,
        findings=keyset.page(for_reading(findings), ("-mills", "-id"), request),
        standing=standing(every, month or month_of(timezone.localdate()), company.currency),
        states=STATES,
        month=month,
        is_narrow=bool(state or month or words),
    )


@portal_only
def finding_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finding: what is wrong, on which charges, and the proof of one of them."""
    mine = {company.pk: company for company in companies(request)}
    findings = for_reading(shared_findings(request.user).filter(client__in=mine))
    finding = get_object_or_404(findings, public_id=public_id)
    company = mine[finding.client_id]
    charges = keyset.page(_charges(finding), ("-month", "-id"), request, size=24)
    for charge in charges:
        charge.finding = finding
    chosen = _chosen(finding, request.GET.get("charge", "")) or _heaviest(finding)
    documents = Documents([*charges, chosen] if chosen else [])
    steps, claim = calculation_in_brief(chosen) if chosen else ([], None)
    return page(
        request,
        "portal/finding_detail.html",
        company,
        finding=finding,
        charges=charges,
        rows=[(charge, documents.line(charge)) for charge in charges],
        chosen=chosen,
        sides=documents.sides(chosen) if chosen else [],
        steps=steps,
        claim=claim,
        contacts=contacts(company),
        paragraphs=paragraphs(finding.found_by),
    )


def _charges(finding: Finding) -> QuerySet[Occurrence]:
    return finding.occurrences.select_related("invoice")


def _chosen(finding: Finding, public_id: str) -> Occurrence | None:
    """The charge whose proof is asked for; none when the address names no charge of it."""
    try:
        charge = _charges(finding).filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None
    return _of(finding, charge)


def _heaviest(finding: Finding) -> Occurrence | None:
    """The charge of the latest month that weighs most, which the month's report shows too."""
    charges = _charges(finding).order_by("-month", "-claimed", "-exposure", "pk")
    return _of(finding, charges.first())


def _of(finding: Finding, charge: Occurrence | None) -> Occurrence | None:
    if charge:
        charge.finding = finding
    return charge
