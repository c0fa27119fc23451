"""Freezes a client's month: one look at the database, everything the report will ever say."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from billing_audit.findings import claims
from billing_audit.findings.models import Finding
from billing_audit.reports import coverage, scope, shape
from billing_audit.reports.actions import actions
from billing_audit.reports.charges import charges
from billing_audit.reports.evidence import proofs
from billing_audit.reports.hours import hours
from billing_audit.reports.method import method
from billing_audit.reports.record import write
from billing_audit.reports.reported import families, reportable, reported
from billing_audit.reports.terms import TERMS
from billing_audit.reports.totals import money_by_currency
from clients.people.models import Client, Practice

#: Findings that are shown with their documents: the largest of each check, but not too many.
PROVEN_OF_A_CHECK, PROVEN = 4, 30


def freeze(client: Client, month: date, version: int = 1) -> dict[str, Any]:
    """The month's figures as plain JSON; the same data gives the same JSON, to the letter.

    To be called in a transaction: until it ends, no audit or decision changes
    the client's claims, so that what is added up is what is listed.
    """
    claims.hold(client.pk)
    findings = list(reportable(client, month))
    of_month = [each for each in findings if each.charges]
    run = scope.run_covering(client, month)
    ran = coverage.checks_of(run)
    audited = scope.scope(client, month)
    examined = coverage.looked_at(client, month)
    unchecked = coverage.unchecked(run, examined)
    gaps = coverage.gaps(client, month, run)
    unconfirmed = coverage.unconfirmed(client, month)
    listed, rest = charges(client, month)
    made = shape.Figures(
        format=shape.FORMAT,
        version=version,
        client=client.name,
        slug=client.slug,
        month=month,
        known_at=scope.known_at(client, month, run),
        practice=_letterhead(),
        versions=scope.versions(client, audited, run, ran),
        scope=audited,
        money=money_by_currency(client.currency, month, audited.totals, findings),
        hours=hours(client, month),
        actions=actions(findings, unconfirmed, unchecked, gaps),
        families=families(findings, proofs(client, month, _to_prove(of_month))),
        earlier=[reported(each) for each in findings if each.charges_in_total and not each.charges],
        charges=listed,
        more_charges=rest,
        clean=coverage.clean(
            run, examined, {each.check_code for each in findings if each.charges or each.confirming}
        ),
        unchecked=unchecked,
        gaps=gaps,
        unconfirmed=unconfirmed,
        method=method(ran),
        terms=TERMS,
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
