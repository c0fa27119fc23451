"""The tolerances and thresholds that the month's audit compared with."""

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.settings import Setting
from billing_audit.reports.shape import Compared
from billing_audit.runs.models import AuditRun
from billing_audit.tuning.models import OwnSetting
from billing_audit.tuning.values import value_of
from clients.people.models import Client


def compared(client: Client, run: AuditRun | None) -> dict[str, list[Compared]]:
    """By check, what it compared with in a run, and which of it was changed for this client."""
    if run is None:
        return {}
    because = _reasons(client, run)
    return {
        check.code: [_compared(check, setting, run, because) for setting in check.settings]
        for check in all_checks()
        if check.settings
    }


def _compared(
    check: type[Check], setting: Setting, run: AuditRun, because: dict[tuple[str, str], str]
) -> Compared:
    value = value_of(setting, check, run.tuned)
    is_own = setting.name in run.tuned.get(check.code, {})
    return Compared(
        label=setting.label,
        value=f"{setting.in_words(value)} {setting.unit}",
        means=setting.means,
        default=f"{setting.in_words(setting.default)} {setting.unit}" if is_own else "",
        reason=because.get((check.code, setting.name), "") if is_own else "",
    )


def _reasons(client: Client, run: AuditRun) -> dict[tuple[str, str], str]:
    """Why the values were changed that were in force when the run began."""
    words = OwnSetting.objects.filter(client=client, set_at__lte=run.started_at or run.queued_at)
    latest = words.order_by("check_code", "name", "-pk").distinct("check_code", "name")
    return {
        (code, name): reason
        for code, name, reason in latest.values_list("check_code", "name", "reason")
    }
