"""The month's sums in each currency, added up from the very rows the report lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from billing_audit.findings.models import Finding
from billing_audit.money.places import Places
from billing_audit.reports.shape import Credit, Money
from retainer.lib.money import in_currency

State = Finding.State
NONE = Decimal(0)


def money_by_currency(
    own: str,
    month: date,
    audited: Mapping[str, Decimal],
    findings: Iterable[Finding],
    credits: Iterable[Credit] = (),
) -> list[Money]:
    """The figures in each currency, the client's own first, then the one with most claimed."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.currency].append(finding)
    came_back: dict[str, Decimal] = defaultdict(Decimal)
    for credit in credits:
        if credit.month == month:
            came_back[credit.currency] += credit.amount
    sums = [
        _money(currency, month, audited.get(currency, NONE), groups[currency], came_back[currency])
        for currency in {own} | groups.keys() | audited.keys() | came_back.keys()
    ]
    # A client whose bills are all in another currency has nothing to read in their own.
    told = [
        each for each in sums if each.audited or each.findings_in_total or each.came_back
    ] or sums
    return sorted(told or sums, key=lambda each: (each.currency != own, -each.total, each.currency))


def _money(
    currency: str, month: date, audited: Decimal, findings: list[Finding], came_back: Decimal
) -> Money:
    def coins(amounts: Iterable[Decimal]) -> Decimal:
        return in_currency(sum(amounts, NONE), currency)

    def count(some: Iterable[Finding]) -> int:
        return sum(1 for each in some if each.charges_in_total)

    return Money(
        currency=currency,
        audited=in_currency(audited, currency),
        found=coins(each.found for each in findings),
        recurring=coins(
            each.found
            for each in findings
            if each.charges and each.found_by.recurs and each.since < month
        ),
        at_stake=coins(each.at_stake for each in findings),
        places=sum((each.places for each in findings), Places()).in_currency(currency),
        came_back=in_currency(came_back, currency),
        findings=sum(1 for each in findings if each.charges),
        findings_in_total=count(findings),
        findings_to_ask=count(each for each in findings if each.places.to_ask),
        findings_waiting=count(each for each in findings if each.state == State.ASKED),
    )
