"""Freezes a client's month: one look at the database, everything the report will ever say."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from billing_audit.checks.base import Nature
from billing_audit.findings import claims
from billing_audit.findings.models import Finding
from billing_audit.money.places import sent_charges
from billing_audit.reports import advised, coverage, disputing, scope, shape
from billing_audit.reports.actions import actions
from billing_audit.reports.charge_rows import ChargeRows
from billing_audit.reports.charges import charges
from billing_audit.reports.compared import compared
from billing_audit.reports.deadlines import deadlines
from billing_audit.reports.evidence import proofs
from billing_audit.reports.hours import hours
from billing_audit.reports.method import method
from billing_audit.reports.record import write
from billing_audit.reports.reported import families, ideas, reportable, reported
from billing_audit.reports.terms import TERMS
from billing_audit.reports.totals import money_by_currency
from clients.handover.gauge import gauge
from clients.people.models import Client, Practice
from retainer.lib.months import last_day

#: Findings that are shown with their documents: the largest of each check, but not too many.
PROVEN_OF_A_CHECK, PROVEN = 4, 30


def freeze(
    client: Client, month: date, version: int = 1, rows: ChargeRows | None = None
) -> dict[str, Any]:
    """The month's figures as plain JSON; the same data gives the same JSON, to the letter.

    ``rows`` keeps every charge for the workbook.

    To be called in a transaction: until it ends, no audit or decision changes
    the client's claims, so that what is added up is what is listed.
    """
    claims.hold(client.pk)
    sent = sent_charges([client.pk])
    every = reportable(client, month, sent)
    findings = [each for each in every if each.found_by.nature == Nature.ERROR]
    of_month = [each for each in findings if each.charges]
    run = scope.run_covering(client, month)
    ran = coverage.checks_of(run)
    audited = scope.scope(client, month)
    examined = coverage.looked_at(client, month, run)
    unchecked = coverage.unchecked(run, examined)
    gaps = coverage.gaps(client, month, run)
    unconfirmed = coverage.unconfirmed(client, month)
    listed, rest = charges(client, month)
    if rows is not None:
        rows.take(client, month, sent)
    known_at = scope.known_at(client, month, run)
    as_of = max(timezone.localdate(known_at), last_day(month))
    disputes = disputing.disputes(client, month, sent, as_of)
    credits = disputing.credits(client)
    decisions = advised.to_decide(client)
    made = shape.Figures(
        format=shape.FORMAT,
        version=version,
        client=client.name,
        slug=client.slug,
        month=month,
        known_at=known_at,
        practice=_letterhead(),
        versions=scope.versions(client, audited, run, ran),
        scope=audited,
        money=money_by_currency(client.currency, month, audited.totals, findings, credits),
        hours=hours(client, month),
        actions=actions(findings, unconfirmed, unchecked, gaps, decisions),
        families=families(findings, proofs(client, month, _to_prove(of_month))),
        earlier=[reported(each) for each in findings if each.charges_in_total and not each.charges],
        charges=listed,
        more_charges=rest,
        clean=coverage.clean(
            run, examined, {each.check_code for each in every if each.charges or each.confirming}
        ),
        unchecked=unchecked,
        gaps=gaps,
        unconfirmed=unconfirmed,
        method=method(ran, compared(client, run)),
        terms=TERMS,
        ideas=ideas(every),
        verification=coverage.verification(client, month, run),
        decisions=decisions,
        deadlines=deadlines(client, month, sent, decisions, disputes, as_of),
        disputes=disputes,
        ages=disputing.ages(disputes),
        credits=credits,
        as_of=as_of,
        all_charges=rows.count if rows else 0,
        all_charges_sha256=rows.sha256 if rows else "",
        gauge=gauge(client, month),
    )
    return write(made)


def _letterhead() -> shape.Letterhead:
    practice = Practice.current()
    return shape.Letterhead(
        name=practice.name,
        address=practice.address,
        email=practice.email,
        phone=practice.phone,
        time_zone=practice.time_zone,
        accent=practice.accent,
        logo_svg=practice.logo_svg,
    )


def _to_prove(findings: Iterable[Finding]) -> list[Finding]:
    """The largest of each check, and of these the largest; of every check at least one."""
    chosen: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.check_code] += 1
        place = seen[finding.check_code]
        if place == 1 or (place <= PROVEN_OF_A_CHECK and len(chosen) < PROVEN):
            chosen.append(finding)
    return chosen
