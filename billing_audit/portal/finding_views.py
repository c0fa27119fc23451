"""Pages of a client user about what was found on the bills."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from billing_audit.checks.base import Nature
from billing_audit.findings.calculation import CalculationStep, calculation_in_brief
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import NOTES, FindingQuerySet
from billing_audit.findings.reproducing import OtherRules
from billing_audit.findings.sides import Documents
from billing_audit.money.places import Places, in_words, places_of
from billing_audit.portal.shared import State, for_reading, found_in, shared_findings, standing
from billing_audit.reports.method import paragraphs
from clients.people.access import portal_only
from clients.people.company import chosen_company, companies, contacts, page
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.months import month_of, read_month

STATES = (
    ("", "Errors"),
    (State.ASKED, "Needs your answer"),
    (State.VALID, "Confirmed"),
    ("gone", "No longer seen"),
    ("ideas", "Savings ideas"),
    ("notes", "Alerts and notes"),
)


@portal_only
def finding_list(request: HttpRequest) -> HttpResponse:
    """What was found, the most money first."""
    company = chosen_company(request)
    every = shared_findings(request.user).filter(client=company)
    state, month = request.GET.get("state", ""), read_month(request.GET.get("found", ""))
    findings = _of_kind(every, state)
    if month:
        findings = findings.filter(found_in(month))
    if words := request.GET.get("q", "").strip():
        findings = findings.about(words)
    return page(
        request,
        "portal/finding_list.html",
        company,
        findings=keyset.page(
            for_reading(findings).with_monthly_worth(), ("-mills", "-id"), request
        ),
        is_about_ideas=state == "ideas",
        standing=standing(every, month or month_of(timezone.localdate()), company),
        states=STATES,
        month=month,
        is_narrow=bool(state or month or words),
    )


def _of_kind(findings: FindingQuerySet, state: str) -> FindingQuerySet:
    """What is asked may be anything; else errors stand by themselves."""
    if state == State.ASKED:
        return findings.standing().filter(state=state)
    if state == "ideas":
        return findings.ideas().standing()
    if state == "notes":
        return findings.notes().standing()
    errors = findings.errors()
    if state == "gone":
        return errors.gone()
    return errors.standing().filter(state=state) if state == State.VALID else errors.standing()


@portal_only
def finding_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One finding: what is wrong, on which charges, and the proof of one of them."""
    mine = {company.pk: company for company in companies(request)}
    findings = for_reading(shared_findings(request.user).filter(client__in=mine))
    findings = findings.with_monthly_worth()
    finding = get_object_or_404(findings, public_id=public_id)
    company = mine[finding.client_id]
    charges = keyset.page(_charges(finding), ("-month", "-id"), request, size=24)
    for charge in charges:
        charge.finding = finding
    chosen = _chosen(finding, request.GET.get("charge", "")) or _heaviest(finding)
    documents = Documents([*charges, chosen] if chosen else [])
    steps, claim = _calculation(chosen, documents) if chosen else ([], None)
    where = places_of(finding)
    return page(
        request,
        "portal/finding_detail.html",
        company,
        finding=finding,
        claimed=where.shared,
        where=_where(where, finding.currency),
        is_idea=finding.found_by.nature == Nature.SAVING,
        is_note=finding.found_by.nature in NOTES,
        charges=charges,
        rows=[(charge, documents.line(charge)) for charge in charges],
        chosen=chosen,
        sides=documents.sides(chosen) if chosen else [],
        steps=steps,
        claim=claim,
        contacts=contacts(company),
        paragraphs=paragraphs(finding.found_by),
    )


def _where(places: Places, currency: str) -> str:
    """Where what the company reads as claimed is, and what may be added to it."""
    told = in_words(replace(places, in_review=Decimal(0)), currency)
    if not places.in_review:
        return told
    more = f"{written.money(places.in_review, currency)} more in review"
    return f"{told}; {more}" if told else more


def _calculation(
    charge: Occurrence, documents: Documents
) -> tuple[list[CalculationStep], CalculationStep]:
    rules = OtherRules([charge], documents.line)
    return calculation_in_brief(charge, rules.of(charge))


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
