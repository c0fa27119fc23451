"""Eight months of two carriers' bills, with what they are held against, for audits of a part."""

from calendar import monthrange

from django.db.models.functions import Now

from billing_audit.checks.base import Check
from billing_audit.checks.examples import Agreed, Bill, Billed, Owned, Terms, bill
from billing_audit.models import AuditRun
from billing_audit.rechecks.services import queue_recheck
from billing_audit.runs.steps import Phase, plan, step_of
from clients.models import Client, ContractRate
from tests.billing_audit.on_file import OnFile

MONTHS = range(1, 9)


def period(number: int) -> tuple[str, str]:
    return f"2026-{number:02}-01", f"2026-{number:02}-{monthrange(2026, number)[1]}"


def monthly(number: int) -> Bill:
    """Monthly charges in advance, usage of the month before, a surcharge and its fund fee."""
    before = period(number - 1) if number > 1 else ("2025-12-01", "2025-12-31")
    return bill(
        Billed(amount="612.00", quantity="1", rate="612.00", period=period(number)),
        Billed(
            amount="95.00", quantity="1", rate="95.00", service="315-200-0008", code="LOOP",
            description="Local loop", period=period(number), jurisdiction="interstate",
        ),
        Billed(
            amount="30.00", quantity="1000", rate="0.03", charge="usage", code="USG",
            description="Long distance, minutes", period=before,
        ),
        Billed(
            amount="35.00", charge="tax", code="FUSF", service="", period=period(number),
            description="Federal Universal Service Fee",
        ),
        Billed(
            amount="9.18", charge="tax", code="STX", service="", period=period(number),
            description="State sales tax", jurisdiction="state",
        ),
        Billed(
            amount="75.00", charge="one_time", code="NRC", description="Installation",
            period=(period(number)[0], period(number)[0]),
        ),
        number=f"10{number}", on=f"2026-{number:02}-01", file=f"{number}.csv",
        due=f"2026-{number:02}-28", entity="Acme Logistics, Inc.",
    )  # fmt: skip


def elsewhere(number: int) -> Bill:
    """Another carrier's bill of another account, dated in the middle of the month."""
    return bill(
        Billed(
            amount="45.00", quantity="1", rate="45.00", service="555-0100", code="POTS",
            description="Business line", period=period(number),
        ),
        number=f"20{number}", on=f"2026-{number:02}-15", account="B-1", carrier="Tellurian",
        file=f"b{number}.csv",
    )  # fmt: skip


def put_on_file(client: Client) -> OnFile:
    on_file = OnFile(client)
    on_file.put_terms(Terms(payment_days=30, back_bill_months=6))
    for service in ("315-200-0007", "315-200-0008", "555-0100"):
        on_file.put_service(Owned(service=service))
    on_file.put_rate(Agreed(rate="612.00", contract="MSA-1"))
    on_file.put_rate(Agreed(rate="95.00", code="LOOP", contract="MSA-1"))
    for number in MONTHS:
        on_file.put_bill(monthly(number))
        on_file.put_bill(elsewhere(number))
    return on_file


def rate_of(client: Client, code: str) -> ContractRate:
    return ContractRate.objects.get(client=client, charge_code=code)


def audit_with(run: AuditRun, checks: list[type[Check]] | None = None) -> AuditRun:
    """Do a queued audit here and now; of some checks only, where they are given."""
    AuditRun.objects.filter(pk=run.pk).update(state="running")
    run.refresh_from_db()
    whole = plan(run)
    if checks is not None:
        some = [step_of(checks, Phase.CHECKS)] if checks else []
        whole = [*(step for step in whole if not step.codes), *some]
        whole.sort(key=lambda step: step.phase)
    for step in whole:
        step.perform(run)
    AuditRun.objects.filter(pk=run.pk).update(state="complete", finished_at=Now())
    run.refresh_from_db()
    return run


def audit_all(client: Client, checks: list[type[Check]] | None = None) -> AuditRun:
    return audit_with(AuditRun.objects.create(client=client), checks)


def recheck(client: Client, checks: list[type[Check]] | None = None) -> AuditRun:
    """Audit the changed months as the button and the command do."""
    return audit_with(queue_recheck(client=client, requested_by=None), checks)
