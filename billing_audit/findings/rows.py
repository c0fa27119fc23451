"""A finding as one row of the list, in words.

They are put together here rather than by tags and filters, which cost a page of
fifty rows more than its query does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from billing_audit.findings.models import Finding
from retainer.lib import format as written


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    url: str
    title: str
    #: The check's code, and the service where the title does not name it.
    source: str
    client: str
    carrier: str
    account: str
    claimed: str
    #: What is to be said about the claim.
    remark: str
    monthly: str
    months: str
    charges: str
    found_at: datetime
    state: str


def rows(findings: Iterable[Finding]) -> list[Row]:
    return [_row(finding) for finding in findings]


def _row(finding: Finding) -> Row:
    service = finding.billed_service.number if finding.billed_service else ""
    account = finding.account
    return Row(
        key=str(finding.public_id),
        url=reverse("findings:finding_detail", args=[finding.public_id]),
        title=f"{finding.subject} {finding.found_by.clause}",
        source=finding.check_code
        if service in finding.subject
        else f"{finding.check_code} {service}",
        client=finding.client.name,
        carrier=account.carrier.name if account else "",
        account=account.number if account else "",
        claimed=written.money(finding.claimed, finding.currency) if finding.claimed else "",
        remark=_remark(finding),
        monthly=written.money(finding.monthly, finding.currency) if finding.monthly else "",
        months=months(finding),
        charges=written.count(finding.occurrence_count, "charge"),
        found_at=finding.found_at,
        state="resolved" if finding.resolved_at else finding.state,
    )


def _remark(finding: Finding) -> str:
    if finding.exposure:
        return f"{written.money(finding.exposure, finding.currency)} if confirmed"
    if finding.claimed:
        return ""
    return "claimed elsewhere" if finding.only_supports else "nothing"


def months(finding: Finding) -> str:
    """``Mar 2026`` or ``Mar 2026 – Oct 2026``."""
    first, last = finding.first_month, finding.last_month
    if first == last:
        return written.month_short(last)
    return f"{written.month_short(first)} – {written.month_short(last)}"
