"""Findings like one: found by the same check, and alike in one more thing."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from billing_audit.bills.models import ChargeCode, Line, LineShelf
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.findings.rows import READ
from clients.people.models import User
from clients.telecom.models import ContractRate
from retainer.lib import format as written

#: The dearest that are compared: what is decided together has to be looked through first.
MOST = 200
#: What of the latest charge findings are compared by.
LATEST = ("line_id", "billed", "expected")


@dataclass(frozen=True)
class Likeness:
    """Others that are like a finding in one thing, which ``words`` say."""

    name: str
    words: str
    rows: list[Any]

    @property
    def sums(self) -> dict[str, Decimal]:
        """What they claim together, or could once confirmed, by currency."""
        sums: dict[str, Decimal] = {}
        for row in self.rows:
            money = row.claimed or row.exposure
            sums[row.currency] = sums.get(row.currency, Decimal(0)) + money
        return sums


def likenesses(finding: Finding, user: User) -> list[Likeness]:
    """In what others are like this finding, the closest first; none where nothing is."""
    [own, *others] = [*_read(_alone(finding, user)), *_read(candidates(finding, user))]
    charge_of = _charge_codes(finding.client_id, [own, *others])
    found = [
        Likeness(name, words, [other for other in others if say(other) == here])
        for name, say, words in _ways(finding, own, charge_of)
        if words and (here := say(own)) is not None
    ]
    return [each for each in found if each.rows]


def _alone(finding: Finding, user: User) -> FindingQuerySet:
    return Finding.objects.visible_to(user).filter(pk=finding.pk)


def candidates(finding: Finding, user: User) -> FindingQuerySet:
    """The dearest new ones of the same check and carrier."""
    alike = Finding.objects.visible_to(user).standing().exclude(pk=finding.pk)
    alike = alike.filter(
        client=finding.client_id, check_code=finding.check_code, state=Finding.State.NEW
    )
    if finding.account:
        alike = alike.of_carrier(finding.account.carrier_id)
    return alike.order_by("-mills", "-id")[:MOST]


def _read(findings: FindingQuerySet) -> list[Any]:
    """Rows as the list reads them, each with its latest charge and the rate that spoke there."""
    latest = Occurrence.objects.filter(finding=OuterRef("pk"), client=OuterRef("client"))
    latest = latest.order_by("-month", "pk")
    rate = Cast(KeyTextTransform("rate", KeyTransform("rows", "inputs")), BigIntegerField())
    columns = {f"latest_{name}": Subquery(latest.values(name)[:1]) for name in LATEST}
    columns["latest_rate"] = Subquery(latest.annotate(rate_id=rate).values("rate_id")[:1])
    return list(findings.annotate(**columns).values_list(*READ, "account_id", *columns, named=True))


def _charge_codes(client_id: int, rows: list[Any]) -> dict[int, int]:
    """The charge codes of bill lines, by the lines' keys."""
    shelves = list(LineShelf.objects.filter(client=client_id).values_list("pk", flat=True))
    lines = [row.latest_line_id for row in rows if row.latest_line_id]
    found = Line.objects.filter(client=client_id, shelf_id__in=shelves, pk__in=lines)
    return dict(found.values_list("pk", "charge_code"))


def _ways(finding: Finding, own: Any, charge_of: dict[int, int]) -> list[tuple[str, Any, str]]:
    """Name, what is compared, and its words for the finding itself."""

    def prices(row: Any) -> Hashable:
        if row.latest_billed is None or row.latest_expected is None:
            return None
        return row.latest_billed, row.latest_expected, row.currency

    def charge(row: Any) -> Hashable:
        return charge_of.get(row.latest_line_id)

    code = ChargeCode.objects.filter(pk=charge(own)).first()
    rate = ContractRate.objects.filter(pk=own.latest_rate).first()
    return [
        ("price", prices, _prices(own)),
        (
            "rate",
            lambda row: row.latest_rate,
            f"the agreed rate of {rate.charge_code}" if rate else "",
        ),
        ("charge", charge, f"charge {code}" if code else ""),
        (
            "account",
            lambda row: row.account_id,
            f"account {finding.account.number}" if finding.account else "",
        ),
        ("check", lambda row: row.check_code, _check(finding)),
    ]


def _prices(row: Any) -> str:
    if row.latest_billed is None or row.latest_expected is None:
        return ""
    billed = written.money(row.latest_billed, row.currency)
    return f"{billed} that should be {written.money(row.latest_expected, row.currency)}"


def _check(finding: Finding) -> str:
    """What is left of the likeness when nothing else is."""
    return f"this check at {finding.account.carrier}" if finding.account else "this check"
