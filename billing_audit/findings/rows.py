"""A finding as one row of the list, in words.

They are read as plain values and put together here rather than as objects by
tags and filters, which cost a page of fifty rows several times its query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import check_of
from billing_audit.findings.models import Finding
from retainer.lib import format as written
from retainer.lib.markup import age, status

#: What is read of a finding for its row, with the columns that the list is sorted by.
READ = (
    *("id", "mills", "public_id", "check_code", "subject", "billed_service__number"),
    *("client__name", "account__number", "account__carrier__name"),
    *("currency", "claimed", "exposure", "monthly", "only_supports", "occurrence_count"),
    *("first_month", "last_month", "found_at", "state", "resolved_at", "grown", "grown_count"),
    "with_carrier",
)
_ANY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    url: str
    title: str
    #: The check's code, and the service where the title does not name it.
    source: str
    #: The client, or at one client the carrier.
    whose: str
    account: str
    claimed: str
    #: What is to be said about the claim.
    remark: str
    monthly: str
    months: str
    charges: str
    found: str
    state: str
    status: str


def rows(findings: Iterable[Any], *, of_one_client: bool) -> list[Row]:
    """The rows of findings of which ``READ`` was read."""
    # The address of each differs in its key only; to ask for every one of them takes longer.
    address = reverse("findings:finding_detail", args=[_ANY])
    found = cache(age)  # those of one run were found at the same moment
    return [_row(finding, of_one_client, address, found(finding.found_at)) for finding in findings]


def _row(finding: Any, of_one_client: bool, address: str, found: str) -> Row:
    key = str(finding.public_id)
    service = finding.billed_service__number or ""
    return Row(
        key=key,
        url=address.replace(str(_ANY), key),
        title=f"{finding.subject} {check_of(finding.check_code).clause}",
        source=finding.check_code
        if service in finding.subject
        else f"{finding.check_code} {service}",
        whose=(finding.account__carrier__name or "") if of_one_client else finding.client__name,
        account=finding.account__number or "",
        claimed=written.money(finding.claimed, finding.currency) if finding.claimed else "",
        remark=_remark(finding),
        monthly=written.money(
            getattr(finding, "worth_monthly", finding.monthly) or None, finding.currency
        ),
        months=months(finding),
        charges=written.count(finding.occurrence_count, "charge"),
        found=found,
        state=finding.state,
        status=_status(finding),
    )


def _status(finding: Any) -> SafeString:
    if finding.resolved_at:
        return status("resolved")
    more = status("grown") if finding.grown_count else SafeString("")
    where = status(finding.with_carrier) if finding.with_carrier else SafeString("")
    return status(finding.state) + more + where


def _remark(finding: Any) -> str:
    if check_of(finding.check_code).nature == Nature.SAVING:
        return "savings idea"
    if finding.grown:
        return f"{written.money(finding.grown, finding.currency)} since decided"
    if finding.exposure:
        return f"{written.money(finding.exposure, finding.currency)} if confirmed"
    if finding.claimed:
        return ""
    return "claimed elsewhere" if finding.only_supports else "nothing"


def months(finding: Finding | Any) -> str:
    """``Mar 2026`` or ``Mar 2026 – Oct 2026``."""
    first, last = finding.first_month, finding.last_month
    if first == last:
        return written.month_short(last)
    return f"{written.month_short(first)} – {written.month_short(last)}"
