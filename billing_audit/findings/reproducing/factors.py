"""A fee above its table that the factor of another period gives, on the same charges."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from billing_audit.bills.models import Line
from billing_audit.findings.models import Occurrence
from clients.telecom.models import PublicFee
from retainer.lib import format as written
from retainer.lib.money import in_currency


class Factors:
    """All periods of the fees that the charges were held against, in two queries."""

    def __init__(self, charges: Iterable[Occurrence]) -> None:
        named = {key for each in charges if (key := each.inputs["rows"].get("fee"))}
        self._allowed = PublicFee.objects.in_bulk(named) if named else {}
        allowed = self._allowed.values()
        self._periods: dict[tuple[str, str], list[PublicFee]] = defaultdict(list)
        for fee in PublicFee.objects.filter(
            authority__in={fee.authority for fee in allowed}, code__in={fee.code for fee in allowed}
        ):
            self._periods[fee.authority, fee.code].append(fee)

    def rule(self, charge: Occurrence, line: Line) -> str:
        allowed = self._allowed.get(charge.inputs["rows"].get("fee"))
        is_in_parts = Decimal(charge.inputs.get("billed_before") or 0)
        is_named = "other_fee" in charge.inputs["rows"]  # by the check itself
        if allowed is None or is_in_parts or is_named or "base" not in charge.inputs:
            return ""
        base = Decimal(charge.inputs["base"])
        fitting = [
            fee
            for fee in self._periods[allowed.authority, allowed.code]
            if fee.pk != allowed.pk
            and in_currency(base * fee.rate, charge.finding.currency) == line.amount
        ]
        nearest = min(
            fitting, key=lambda fee: abs((fee.valid.lower - allowed.valid.lower).days), default=None
        )
        if nearest is None:
            return ""
        return (
            f"the rate of {written.percent(nearest.rate)} from {written.day(nearest.valid.lower)}"
        )
