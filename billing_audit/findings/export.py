"""The list of findings as a table for spreadsheets."""

from collections.abc import Iterator

from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import FindingQuerySet
from retainer.lib.money import exponent, half_up

#: Rows one file may have.
MOST_ROWS = 100_000
AT_A_TIME = 2000
HEADING = (
    "Client", "Check", "Finding", "Carrier", "Account", "Service", "State", "No longer seen",
    "Currency", "Claimed", "At stake", "Monthly", "Charges", "First month", "Last month",
    "Found",
)  # fmt: skip


def table(findings: FindingQuerySet) -> Iterator[tuple[object, ...]]:
    """A row for each finding, read in portions."""
    return (row(finding) for finding in findings.iterator(chunk_size=AT_A_TIME))


def row(finding: Finding) -> tuple[object, ...]:
    places = exponent(finding.currency)
    amounts = (finding.claimed, finding.exposure, finding.monthly)
    months = (finding.first_month, finding.last_month)
    return (
        finding.client,
        finding.check_code,
        finding.sentence,
        finding.account and finding.account.carrier,
        finding.account and finding.account.number,
        finding.billed_service,
        finding.get_state_display(),
        finding.resolved_at and f"{finding.resolved_at:%Y-%m-%d}",
        finding.currency,
        *(half_up(amount, places) for amount in amounts),
        finding.occurrence_count,
        *(month and f"{month:%Y-%m}" for month in months),
        f"{finding.found_at:%Y-%m-%d}",
    )
