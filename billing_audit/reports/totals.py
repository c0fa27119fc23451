"""The month's sums in each currency, added up from the very rows the report lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from billing_audit.findings.models import Finding
from billing_audit.reports.reported import in_review
from billing_audit.reports.shape import Money
from retainer.lib.money import in_currency

State = Finding.State
NONE = Decimal(0)


def money_by_currency(
    own: str, month: date, audited: Mapping[str, Decimal], findings: Iterable[Finding]
) -> list[Money]:
    """The figures in each currency, the client's own first, then the one with most claimed."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.currency].append(finding)
    sums = [
        _money(currency, month, audited.get(currency, NONE), groups[currency])
        for currency in {own} | groups.keys() | audited.keys()
    ]
    # A client whose bills are all in another currency has nothing to read in their own.
    told = [each for each in sums if each.audited or each.findings_in_total] or sums
    return sorted(told, key=lambda each: (each.currency != own, -each.total, each.currency))


def _money(currency: str, month: date, audited: Decimal, findings: list[Finding]) -> Money:
    def of_state(state: str) -> list[Finding]:
        return [each for each in findings if each.state == state]

    def coins(amounts: Iterable[Decimal]) -> Decimal:
        return in_currency(sum(amounts, NONE), currency)

    def total(some: list[Finding]) -> Decimal:
        return coins(each.total for each in some)

    def count(some: list[Finding]) -> int:
        return sum(1 for each in some if each.charges_in_total)

    return Money(
        currency=currency,
        audited=in_currency(audited, currency),
        found=coins(each.found for each in findings),
        total=total(findings),
        recurring=coins(
            each.found
            for each in findings
            if each.charges and each.found_by.recurs and each.since < month
        ),
        confirmed=coins(each.decided for each in of_state(State.VALID)),
        waiting=total(of_state(State.ASKED)),
        in_review=coins(in_review(each) for each in findings),
        at_stake=coins(each.at_stake for each in findings),
        findings=sum(1 for each in findings if each.charges),
        findings_in_total=count(findings),
        findings_confirmed=count(of_state(State.VALID)),
        findings_waiting=count(of_state(State.ASKED)),
    )
