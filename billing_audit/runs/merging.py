"""Turns what the checks hit into findings by cause, all at once.

A finding seen before is brought up to date and keeps what people decided; an
occurrence that is no longer true is removed, in the audited months only; a
finding without any left is resolved, never deleted.  A check that could not run
changes nothing.
"""

from contextlib import nullcontext

from django.db import connection
from django.db.models import Sum

from billing_audit.changes import marking
from billing_audit.changes.outcomes import noted
from billing_audit.checks.catalogue import all_checks
from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Hit, Occurrence
from billing_audit.runs import lease
from billing_audit.runs.applying import bills_and_lines, duplicate_bills, freshen_statistics
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.results import audited_bills
from billing_audit.suppressions.applying import apply_rules, bills_of_rules
from clients.telecom.models import ContractRate, Service

# A finding begins with the sums of what is foreseen of it; where something stands on its bills
# already, they are brought up to date afterwards.
# The finding of a hit is looked up hit by hit, because the planner knows nothing yet of rows that
# were written a moment ago and would join them in the slowest way there is.
UPSERT_FINDINGS = """
    INSERT INTO billing_audit_finding AS f (client_id, check_code, cause, subject, account_id,
        billed_service_id, currency, state, claimed, exposure, monthly, occurrence_count,
        only_supports, first_month, last_month, first_run_id, last_run_id, found_at,
        shared_with_client)
    WITH hits AS (
        SELECT h.*, r.claimed, r.exposure, r.supporting,
            max(h.month) OVER (PARTITION BY h.check_code, h.cause, h.currency) AS last_month
        FROM billing_audit_hit h LEFT JOIN foreseen r ON r.hit_id = h.id
        WHERE h.run_id = %(run)s
    ), causes AS (
        SELECT client_id, check_code, cause, max(subject) AS subject,
            (array_agg(account_id ORDER BY month DESC, invoice_id DESC))[1] AS account_id,
            CASE WHEN min(billed_service_id) = max(billed_service_id)
                THEN min(billed_service_id) END AS billed_service_id,
            currency, coalesce(sum(claimed), 0) AS claimed, coalesce(sum(exposure), 0) AS exposure,
            coalesce(sum(claimed) FILTER (WHERE month = last_month), 0) AS latest,
            count(*) AS occurrences, coalesce(bool_and(supporting), false) AS only_supports,
            min(month) AS first_month, last_month
        FROM hits GROUP BY client_id, check_code, cause, currency, last_month
    )
    SELECT c.client_id, c.check_code, c.cause, c.subject, c.account_id, c.billed_service_id,
        c.currency, 'new', c.claimed, c.exposure,
        CASE WHEN c.check_code = ANY (%(recurring)s) AND c.first_month < c.last_month
            AND c.last_month = (
                SELECT max(i.month) FROM billing_audit_invoice i
                WHERE i.client_id = c.client_id AND i.account_id = c.account_id
            ) THEN c.latest ELSE 0 END,
        c.occurrences, c.only_supports, c.first_month, c.last_month, %(run)s, %(run)s, now(), false
    FROM causes c
    ON CONFLICT (client_id, check_code, cause) DO UPDATE
    SET subject = excluded.subject, account_id = excluded.account_id,
        billed_service_id = CASE WHEN f.billed_service_id = excluded.billed_service_id
            THEN f.billed_service_id END,
        last_run_id = excluded.last_run_id
"""
UPSERT_OCCURRENCES = """
    INSERT INTO billing_audit_occurrence (client_id, finding_id, check_code, invoice_id, line_id,
        rule, month, billed, expected, claimed, exposure, supporting, inputs, formula, result,
        first_run_id, last_run_id)
    SELECT h.client_id, (
            SELECT f.id FROM billing_audit_finding f WHERE f.client_id = h.client_id
                AND f.check_code = h.check_code AND f.cause = h.cause
        ), h.check_code, h.invoice_id, h.line_id, h.rule, h.month, h.billed, h.expected,
        coalesce(r.claimed, 0), coalesce(r.exposure, 0), coalesce(r.supporting, false),
        h.inputs, h.formula, h.result, h.run_id, h.run_id
    FROM billing_audit_hit h LEFT JOIN foreseen r ON r.hit_id = h.id
    WHERE h.run_id = %(run)s AND h.line_id IS {what}
    ORDER BY h.id
    ON CONFLICT (client_id, check_code, {key}, rule) WHERE line_id IS {what} DO UPDATE
    SET finding_id = excluded.finding_id, invoice_id = excluded.invoice_id,
        month = excluded.month, billed = excluded.billed, expected = excluded.expected,
        inputs = excluded.inputs, formula = excluded.formula, result = excluded.result,
        last_run_id = excluded.last_run_id
"""
ON_LINES = UPSERT_OCCURRENCES.format(what="NOT NULL", key="line_id")
ON_BILLS = UPSERT_OCCURRENCES.format(what="NULL", key="invoice_id")


def merge(run: AuditRun) -> None:
    """Make findings of the run's hits, settle who claims what, and note the run's figures."""
    claims.hold(run.client_id)
    bills = list(audited_bills(run).values_list("pk", flat=True))
    silence_echoes(run)
    with noted(run.client_id, run.pk, bills) if run.months else nullcontext():
        bring_up_to_date(run, bills)
    marking.settle(run.client_id, run.pk, all_bills=run.is_of_all_bills)
    Hit.objects.filter(run=run).delete()
    note_what_checks_claimed(run)
    note_figures(run)


def bring_up_to_date(run: AuditRun, bills: list[int]) -> None:
    """Make the findings on these bills what the run's hits say."""
    standing = Occurrence.objects.filter(client_id=run.client_id, invoice_id__in=bills)
    audited_before = set(standing.order_by().values_list("invoice_id", flat=True).distinct())
    claims.foresee(run.pk, [bill for bill in bills if bill not in audited_before])
    with connection.cursor() as cursor:
        for statement in (UPSERT_FINDINGS, ON_LINES, ON_BILLS):
            cursor.execute(statement, {"run": run.pk, "recurring": claims.recurring()})
    freshen_statistics(run.client_id)
    if audited_before:
        remove_what_is_no_longer_true(run, list(audited_before))
    covered = bills_of_rules(run.client_id, apply_rules(run.client_id))
    if unsettled := audited_before | covered.intersection(bills):
        claims.arbitrate(run.client_id, list(unsettled))
    claims.refresh_totals(run.client_id)


def silence_echoes(run: AuditRun) -> None:
    """A bill that repeats another as a whole repeats each charge of it: the same mistake."""
    Hit.objects.filter(
        run=run,
        check_code__in=[check.code for check in all_checks() if check.echoes_whole_bills],
        invoice_id__in=duplicate_bills(run),
    ).delete()


def remove_what_is_no_longer_true(run: AuditRun, bills: list[int]) -> None:
    done = CheckResult.objects.filter(run=run, state=CheckResult.State.DONE)
    Occurrence.objects.filter(
        client_id=run.client_id,
        invoice_id__in=bills,
        check_code__in=list(done.values_list("check_code", flat=True)),
    ).exclude(last_run=run).delete()


def note_what_checks_claimed(run: AuditRun) -> None:
    seen = Occurrence.objects.filter(client_id=run.client_id, last_run=run)
    for each in seen.order_by().values("check_code").annotate(claimed=Sum("claimed")):
        CheckResult.objects.filter(run=run, check_code=each["check_code"]).update(
            claimed=each["claimed"]
        )


def note_figures(run: AuditRun) -> None:
    """Write the run's figures, in the client's own currency, as the step's last statement.

    Last, because whoever else writes the run's row has to wait from here on.
    """
    seen = Occurrence.objects.filter(client_id=run.client_id, last_run=run)
    of_own = seen.filter(finding__currency=run.client.currency)
    findings = Finding.objects.filter(client_id=run.client_id, last_run=run)
    bills, run.lines = bills_and_lines(run)
    run.findings = findings.filter(only_supports=False).count()
    run.recoverable = of_own.aggregate(sum=Sum("claimed", default=0))["sum"]
    monthly = findings.filter(currency=run.client.currency).aggregate(sum=Sum("monthly", default=0))
    run.annualised = 12 * monthly["sum"]
    run.data_versions = {
        "bills": bills,
        "lines": run.lines,
        "contract_rates": ContractRate.objects.filter(client_id=run.client_id).count(),
        "services": Service.objects.filter(client_id=run.client_id, state="confirmed").count(),
    }
    lease.steps_first(run.pk)
    run.save(update_fields=["lines", "findings", "recoverable", "annualised", "data_versions"])
