"""Applies checks: an ``INSERT … SELECT`` of what each hits, and its row in the run's results."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from time import perf_counter
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from billing_audit.bills.models import Invoice, LineShelf
from billing_audit.checks.base import Check, Subject
from billing_audit.checks.inputs import proof_sql
from billing_audit.checks.sources import tables_for, with_sources
from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Hit
from billing_audit.runs.models import AuditRun, CheckResult

#: What a cause is about: its key, and its words.
CAUSES = {
    Subject.SERVICE: ("'service:' || w.billed_service_id", "n.number"),
    Subject.CHARGE: (
        "coalesce('service:' || w.billed_service_id, 'account:' || w.account_id)"
        " || coalesce(' code:' || w.charge_code_id, ' ' || md5(w.description))",
        "coalesce(k.code, w.description) || ' on ' || coalesce(n.number, a.number)",
    ),
    Subject.PRICE: (
        "'account:' || w.account_id || coalesce(' code:' || w.charge_code_id, '')",
        "coalesce(k.code, w.description) || ' on ' || a.number",
    ),
    Subject.BILL: ("'invoice:' || w.invoice_id", "'Bill ' || b.number"),
}

INSERT = """
    INSERT INTO billing_audit_hit (client_id, run_id, check_code, cause, subject, currency,
        account_id, billed_service_id, invoice_id, line_id, rule, month, billed, expected, inputs,
        formula, result)
"""
# OFFSET 0 keeps what is asked of a hit from being asked of every line.
SELECT = """
    SELECT %(client)s, %(run)s, %(code)s,
        {cause} || CASE WHEN b.currency = a.currency THEN '' ELSE ' in ' || b.currency END,
        left({subject}, 200), b.currency, w.account_id, {service}, w.invoice_id, {line}, {rule},
        b.month, {billed}, w.expected::numeric, {inputs}, {formula}, round(w.claim, b.places)
    FROM (SELECT * FROM wrong OFFSET 0) w
    JOIN bills b ON b.invoice_id = w.invoice_id
    JOIN clients_billingaccount a ON a.id = w.account_id
    {names}
"""
NAMES_OF_LINES = """
    LEFT JOIN billing_audit_billedservice n ON n.id = w.billed_service_id
    LEFT JOIN billing_audit_chargecode k ON k.id = w.charge_code_id
    WHERE NOT {taken_back w}
"""


def get_overview(run: AuditRun) -> None:
    """Clear what a run left that never ended, and let the database count, so that it plans well."""
    Hit.objects.filter(client_id=run.client_id).exclude(run=run).delete()
    freshen_statistics(run.client_id)


def freshen_statistics(client_id: int) -> None:
    """Have the database count the tables that grew: it takes new rows for a few, and plans so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.freshen_statistics(%s, %s::bigint[])", [client_id, shelves(client_id)]
        )


def apply_checks(checks: Sequence[type[Check]], run: AuditRun) -> None:
    """Note what the checks hit and how they did, replacing what an earlier attempt noted.

    They share the tables they read, so the first of them bears what these cost.
    """
    started = perf_counter()
    Hit.objects.filter(run=run, check_code__in=[check.code for check in checks]).delete()
    missing = {
        check.code: [need.words for need in check.needs if not need.is_met(run.client_id)]
        for check in checks
    }
    values = parameters(run)
    prepare([check for check in checks if not missing[check.code]], values)
    for check in checks:
        hits = 0 if missing[check.code] else insert_hits(check, values)
        note_result(check, run, missing[check.code], hits, perf_counter() - started)
        started = perf_counter()


def prepare(checks: Sequence[type[Check]], values: dict[str, Any]) -> None:
    """Make the tables that the checks read, for this transaction."""
    with connection.cursor() as cursor:
        # Sorting a million lines in memory takes about this much; parallel workers would not
        # carry the signed context, and compiling a plan costs more than running it. Six thousand
        # rows say enough about a table of ours.
        cursor.execute(
            "SELECT set_config('work_mem', '192MB', true), set_config('jit', 'off', true),"
            " set_config('default_statistics_target', '20', true)"
        )
        texts = [hits_sql(check, values["whole"]) for check in checks]
        for table in tables_for(values["whole"], *texts):
            cursor.execute(table, values)


def insert_hits(check: type[Check], values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(hits_sql(check, values["whole"]), values | {"code": check.code})
        return cursor.rowcount


def note_result(
    check: type[Check], run: AuditRun, missing: list[str], hits: int, seconds: float
) -> None:
    CheckResult.objects.update_or_create(
        run=run,
        check_code=check.code,
        defaults={
            "client_id": run.client_id,
            "state": CheckResult.State.CANNOT_CHECK if missing else CheckResult.State.DONE,
            "examined": 0 if missing else examined(check, run),
            "occurrences": hits,
            "claimed": 0,
            "seconds": Decimal(seconds).quantize(Decimal("0.001")),
            "needs": missing,
            "error": "",
        },
    )


def hits_sql(check: type[Check], whole: Collection[str] = ()) -> str:
    """The whole statement of a check: its SELECT with proof, cause and month of every hit."""
    cause, subject = CAUSES[check.subject]
    formulas = " ".join(
        f"WHEN '{name}' THEN '{formula}'" for name, formula in check.formulas().items()
    )
    one = isinstance(check.formula, str)
    select = SELECT.format(
        cause=cause,
        subject=subject,
        service="null::bigint" if check.of_bills else "w.billed_service_id",
        line="null::bigint" if check.of_bills else "w.line_id",
        rule="w.rule" if any(value.name == "rule" for value in check.inputs) else "''",
        billed="w.billed" if check.of_bills else "w.amount",
        inputs=proof_sql(check.inputs),
        formula=f"'{check.formula}'" if one else f"CASE w.formula {formulas} END",
        names="" if check.of_bills else NAMES_OF_LINES,
    )
    return INSERT + with_sources(select, whole, wrong=check.sql)


def parameters(run: AuditRun) -> dict[str, Any]:
    return {
        "client": run.client_id,
        "run": run.pk,
        "shelves": shelves(run.client_id),
        "month_from": run.month_from,
        "month_to": run.month_to,
        "whole": whole_sources(run),
        "duplicates": duplicate_bills(run),
    }


def whole_sources(run: AuditRun) -> list[str]:
    """Which sources of bills hold all the client's bills, so that lines need not be narrowed."""
    bills = Invoice.objects.filter(client_id=run.client_id)
    none_later = run.month_to is None or not bills.filter(month__gt=run.month_to).exists()
    none_earlier = run.month_from is None or not bills.filter(month__lt=run.month_from).exists()
    return ["all_bills", "bills"][: none_later + (none_later and none_earlier)]


def duplicate_bills(run: AuditRun) -> list[int]:
    """Bills this run has found to repeat another as a whole, unless a person says otherwise."""
    checks = claims.whole_bills()
    false = Finding.objects.filter(
        client_id=run.client_id, check_code__in=checks, state=Finding.State.FALSE_POSITIVE
    )
    hits = Hit.objects.filter(run=run, check_code__in=checks).exclude(
        cause__in=false.values("cause")
    )
    return list(hits.values_list("invoice_id", flat=True))


def shelves(client_id: int) -> list[int]:
    """The partitions of the line table that hold the client's lines."""
    return list(LineShelf.objects.filter(client_id=client_id).values_list("pk", flat=True))


def examined(check: type[Check], run: AuditRun) -> int:
    """How many bills, or lines, of the run the check can say anything about."""
    bills = audited_bills(run).filter(check.applies_to)
    if check.of_bills:
        return bills.count()
    return bills.aggregate(lines=Sum("line_count", default=0))["lines"]


def bills_and_lines(run: AuditRun) -> tuple[int, int]:
    counted = audited_bills(run).aggregate(bills=Count("pk"), lines=Sum("line_count", default=0))
    return counted["bills"], counted["lines"]


def audited_bills(run: AuditRun) -> QuerySet[Invoice]:
    """The client's bills of the months the run is about."""
    return Invoice.objects.filter(
        client_id=run.client_id,
        month__gte=run.month_from or date.min,
        month__lte=run.month_to or date.max,
    )
