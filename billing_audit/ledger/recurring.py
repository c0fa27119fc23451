"""Errors that come back every month: what a month costs, and since when bills are right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from billing_audit.bills.models import Invoice
from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.ledger.stages import HORIZON, NOTHING, SEEN_TO_STAY
from billing_audit.money.models import Dispute, DisputeItem


@dataclass(frozen=True)
class Recurring:
    """One error, what a month of it costs, and the bills since that no longer show it."""

    finding: Finding
    monthly: Decimal
    #: Months of bills after the last wrong one, counted from the dispute on.
    right: int
    is_accepted: bool
    is_submitted: bool

    @property
    def stages(self) -> list[str]:
        """The stages it is counted in."""
        stages = ["identified"]
        if self.finding.state == Finding.State.VALID:
            stages.append("validated")
            if self.is_accepted or self.is_submitted:
                stages.append("accepted")
            if self.is_submitted:
                stages.append("submitted")
                if self.right:
                    stages.append("stopped")
                if self.right >= SEEN_TO_STAY:
                    stages.append("verified")
        return stages

    @property
    def months(self) -> int:
        """The months counted: right bills, up to the horizon."""
        return min(self.right, HORIZON) if self.is_submitted else 0

    @property
    def saved(self) -> Decimal:
        return self.monthly * self.months


def recurring_of(
    findings: FindingQuerySet, agreed: Mapping[int, Decimal], disputes: Iterable[Dispute]
) -> list[Recurring]:
    """Those still billed, and those a bill after their dispute shows no more.

    What stopped without a dispute stopped by itself, and is nobody's saving.
    """
    sent = _sent(disputes)
    codes = [check.code for check in all_checks() if check.recurs]
    found = findings.filter(check_code__in=codes, first_month__lt=F("last_month"))
    rows = list(found.select_related("client", "account"))
    bills = _bills({row.account_id for row in rows if row.account_id})
    made = []
    for finding in rows:
        later = [month for month in bills[finding.account_id] if month > finding.last_month]
        since = sent.get(finding.pk)
        if later and since is None:
            continue
        right = sum(bills[finding.account_id][month] >= since for month in later) if since else 0
        made.append((finding, right))
    monthly = _monthly([finding for finding, _ in made])
    return [
        Recurring(finding, amount, right, finding.pk in agreed, finding.pk in sent)
        for finding, right in made
        if (amount := monthly.get(finding.pk, NOTHING)) > 0
    ]


def _sent(disputes: Iterable[Dispute]) -> dict[int, date]:
    """By finding, the day its first standing dispute was sent."""
    items = DisputeItem.objects.filter(dispute__in=[each.pk for each in disputes])
    sent: dict[int, date] = {}
    for finding, day in items.values_list("finding_id", "dispute__submitted_on").distinct():
        sent[finding] = min(day, sent.get(finding, day))
    return sent


def _bills(accounts: set[int]) -> dict[int | None, dict[date, date]]:
    """By account, the months that have a bill, with its date."""
    bills: dict[int | None, dict[date, date]] = defaultdict(dict)
    own = Invoice.objects.filter(account__in=accounts).order_by("bill_date")
    for account, month, day in own.values_list("account_id", "month", "bill_date"):
        bills[account][month] = day
    return bills


def _monthly(findings: list[Finding]) -> dict[int, Decimal]:
    """By finding, what it claims in the last month that shows it."""
    charges = Occurrence.objects.filter(
        finding__in=[each.pk for each in findings], month=F("finding__last_month")
    )
    return dict(charges.order_by().values_list("finding_id").annotate(Sum("claimed")))
