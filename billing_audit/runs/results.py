"""What each check of a step came to: gathered while they are made, noted all at once."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from billing_audit.bills.models import Invoice
from billing_audit.checks.base import Check
from billing_audit.runs.models import AuditRun, CheckResult


class Outcomes:
    """The results of some checks of a run; those that lack data have theirs from the start."""

    def __init__(self, checks: Sequence[type[Check]], run: AuditRun) -> None:
        self._run = run
        self._results: dict[str, CheckResult] = {}
        needs = {need for check in checks for need in check.needs}
        unmet = {need for need in needs if not need.is_met(run.client_id)}
        for check in checks:
            if missing := [need.words for need in check.needs if need in unmet]:
                self._keep(check, CheckResult.State.CANNOT_CHECK, needs=missing)
        self._examined = examined([each for each in checks if not self.lacks_data(each)], run)

    def lacks_data(self, check: type[Check]) -> bool:
        return check.code in self._results

    def done(self, check: type[Check], hits: int, seconds: float) -> None:
        self._keep(
            check,
            CheckResult.State.DONE,
            examined=self._examined[check.code],
            occurrences=hits,
            seconds=Decimal(seconds).quantize(Decimal("0.001")),
        )

    def failed(self, check: type[Check], error: Exception) -> None:
        self._keep(check, CheckResult.State.FAILED, error=first_line(error))

    def note(self) -> None:
        """Write them, in place of what an earlier attempt wrote."""
        _write(self._results.values())

    def _keep(self, check: type[Check], state: str, **told: object) -> None:
        self._results[check.code] = _result(check.code, self._run, state, **told)


def note_failures(codes: Sequence[str], run: AuditRun, error: Exception) -> None:
    """Record that these checks could not be made, in the first line of what went wrong."""
    why = first_line(error)
    _write([_result(code, run, CheckResult.State.FAILED, error=why) for code in codes])


def first_line(error: Exception) -> str:
    """What went wrong; the rest is the statement, which the log has."""
    return str(error).strip().split("\n", 1)[0] or type(error).__name__


def examined(checks: Sequence[type[Check]], run: AuditRun) -> dict[str, int]:
    """How many bills, or lines, of the run each check can say anything about: one look for all."""
    counts = {
        check.code: Count("pk", filter=check.applies_to)
        if check.of_bills
        else Sum("line_count", filter=check.applies_to, default=0)
        for check in checks
    }
    return audited_bills(run).aggregate(**counts) if counts else {}


def audited_bills(run: AuditRun) -> QuerySet[Invoice]:
    """The client's bills of the months the run is about."""
    bills = Invoice.objects.filter(client_id=run.client_id)
    if run.months:
        return bills.filter(month__in=run.months)
    return bills.filter(month__gte=run.month_from or date.min, month__lte=run.month_to or date.max)


def _result(code: str, run: AuditRun, state: str, **told: object) -> CheckResult:
    return CheckResult(client_id=run.client_id, run=run, check_code=code, state=state, **told)


def _write(results: Collection[CheckResult]) -> None:
    CheckResult.objects.bulk_create(
        results,
        update_conflicts=True,
        unique_fields=["run", "check_code"],
        update_fields=[
            *("state", "examined", "occurrences", "claimed", "seconds", "needs", "error"),
        ],
    )
