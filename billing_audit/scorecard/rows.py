"""The rows behind each figure of a card: bills, findings, disputes, bills that came late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Max, Sum
from django.urls import reverse

from billing_audit.bills.expecting import GRACE
from billing_audit.findings.models import Finding
from billing_audit.money.models import Dispute
from billing_audit.scorecard.figures import NOTHING
from billing_audit.scorecard.reckoning import STANDS, Facts
from retainer.lib import format as written


@dataclass(frozen=True)
class Row:
    """One row: what it is, where it opens, and what it counts for."""

    what: str
    about: str
    url: str
    client: str
    on: date
    currency: str
    amount: Decimal


def _bills(facts: Facts) -> Iterator[Row]:
    for bill in facts.bills.select_related("client", "account").order_by("-bill_date", "pk"):
        yield Row(
            bill.number,
            f"account {bill.account.number}, {written.count(bill.line_count, 'line')}",
            reverse("bills:invoice_detail", args=[bill.public_id]),
            bill.client.name,
            bill.bill_date,
            bill.currency,
            bill.lines_total,
        )


def _errors(facts: Facts) -> Iterator[Row]:
    sums = facts.charges.values_list("finding").annotate(Max("month"), wrong=Sum(STANDS))
    sums = {finding: (month, amount) for finding, month, amount in sums}
    found = Finding.objects.filter(pk__in=list(sums)).select_related("client")
    rows = (_of_finding(each, *sums[each.pk]) for each in found)
    yield from sorted(rows, key=lambda row: (-row.amount, row.what))


def _of_finding(finding: Finding, on: date, amount: Decimal, told: str = "") -> Row:
    return Row(
        finding.subject or str(finding),
        ", ".join(part for part in (finding.found_by.title, told) if part),
        reverse("findings:finding_detail", args=[finding.public_id]),
        finding.client.name,
        on,
        finding.currency,
        amount,
    )


def _credited_errors(facts: Facts) -> Iterator[Row]:
    """Each with the latest month it was seen in, and the claim; what came back stands first."""
    rows = facts.credited_errors
    findings = Finding.objects.select_related("client").in_bulk([key for _, key, _ in rows])
    for dispute, key, has_returned in rows:
        finding = findings[key]
        told = f"{'came back after' if has_returned else 'stayed away after'} {dispute.number}"
        yield _of_finding(finding, facts.credited[dispute.pk], finding.claimed, told)


def _of_dispute(dispute: Dispute, told: str, amount: Decimal) -> Row:
    return Row(
        dispute.number,
        f"account {dispute.account.number}, {dispute.get_state_display().lower()}, {told}",
        reverse("disputes:dispute_detail", args=[dispute.public_id]),
        dispute.client.name,
        dispute.submitted_on,
        dispute.currency,
        amount,
    )


def _credited(facts: Facts) -> Iterator[Row]:
    """The slowest first."""
    disputes = [(facts.disputes[key], on) for key, on in facts.credited.items()]
    slowest = sorted(disputes, key=lambda row: (row[0].submitted_on - row[1], row[0].pk))
    for dispute, on in slowest:
        days = written.count((on - dispute.submitted_on).days, "day")
        yield _of_dispute(dispute, f"{days} until {written.day(on)}", dispute.posted)


def _answered(facts: Facts) -> Iterator[Row]:
    for dispute, approved in facts.answered:
        told = f"{written.money(approved, dispute.currency)} approved"
        yield _of_dispute(dispute, told, dispute.disputed)


def _open(facts: Facts) -> Iterator[Row]:
    for dispute, money, age in facts.under_way:
        yield _of_dispute(dispute, f"{written.count(age, 'day')} old", money)


def _expected(facts: Facts) -> Iterator[Row]:
    """The latest first: those that count as late stand before those that came in time."""
    bills = facts.expected.select_related("client", "account")
    for bill in bills.order_by(F("due_on") - F("came_on"), "-month", "pk"):
        yield Row(
            f"{bill.account.number}, {written.month(bill.month)}",
            f"expected {written.day(bill.due_on)}, {_came(bill.came_on - bill.due_on)}",
            reverse("expected:difference_list", args=[bill.public_id]),
            bill.client.name,
            bill.came_on,
            bill.currency,
            bill.billed or NOTHING,
        )


def _came(after: timedelta) -> str:
    if after <= timedelta(0):
        return "dated in time"
    days = f"dated {written.count(after.days, 'day')} later"
    return f"{days}, which is late" if after > GRACE else days


#: Every list by its name: its title, what the amounts are, and how it is read.
LISTS: dict[str, tuple[str, str, Callable[[Facts], Iterator[Row]]]] = {
    "bills": ("Bills of twelve months", "Billed", _bills),
    "errors": ("Confirmed errors", "Stands", _errors),
    "recurrence": ("Errors credited, and whether they came back", "Claimed", _credited_errors),
    "credited": ("Disputes credited, the slowest first", "Credited", _credited),
    "answered": ("Disputes answered", "Asked", _answered),
    "open": ("Disputes under way, the oldest first", "Open", _open),
    "expected": ("Bills expected that came, the latest first", "Billed", _expected),
}


def rows(facts: Facts, name: str, currency: str = "") -> list[Row]:
    """The rows of one list; of one currency, if one is named."""
    return [row for row in LISTS[name][2](facts) if currency in ("", row.currency)]
