"""Applies one check: an ``INSERT … SELECT`` of what it hits, and its row in the run's results."""

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
from billing_audit.findings.models import Hit
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
SELECT = """
    SELECT %(client)s, %(run)s, %(code)s,
        {cause} || CASE WHEN b.currency = a.currency THEN '' ELSE ' in ' || b.currency END,
        left({subject}, 200), b.currency, w.account_id, {service}, w.invoice_id, {line}, {rule},
        b.month, {billed}, w.expected::numeric, {inputs}, {formula}, round(w.claim, b.places)
    FROM wrong w
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
    """See to it that the database knows how much there is, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.freshen_statistics(%s, %s::bigint[])",
            [run.client_id, shelves(run.client_id)],
        )


def apply_check(check: type[Check], run: AuditRun) -> None:
    """Note what the check hits and how it did, replacing what an earlier attempt noted."""
    started = perf_counter()
    missing = [need.words for need in check.needs if not need.is_met(run.client_id)]
    Hit.objects.filter(run=run, check_code=check.code).delete()
    hits = 0 if missing else insert_hits(check, run)
    CheckResult.objects.update_or_create(
        run=run,
        check_code=check.code,
        defaults={
            "client_id": run.client_id,
            "state": CheckResult.State.CANNOT_CHECK if missing else CheckResult.State.DONE,
            "examined": 0 if missing else examined(check, run),
            "occurrences": hits,
            "claimed": 0,
            "seconds": Decimal(perf_counter() - started).quantize(Decimal("0.001")),
            "needs": missing,
            "error": "",
        },
    )


def insert_hits(check: type[Check], run: AuditRun) -> int:
    with connection.cursor() as cursor:
        # Sorting a million lines in memory takes about this much; parallel workers would not
        # carry the signed context, and compiling a plan costs more than running it.
        cursor.execute(
            "SELECT set_config('work_mem', '192MB', true), set_config('jit', 'off', true)"
        )
        statement, values = hits_sql(check), parameters(check, run)
        for table in tables_for(statement):
            cursor.execute(table, values)
        cursor.execute(statement, values)
        return cursor.rowcount


def hits_sql(check: type[Check]) -> str:
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
    return INSERT + with_sources(select, wrong=check.sql)


def parameters(check: type[Check], run: AuditRun) -> dict[str, Any]:
    return {
        "client": run.client_id,
        "run": run.pk,
        "code": check.code,
        "shelves": shelves(run.client_id),
        "month_from": run.month_from,
        "month_to": run.month_to,
        "all_months": run.month_from is None and run.month_to is None,
        "to_the_last": run.month_to is None,
    }


def shelves(client_id: int) -> list[int]:
    """The partitions of the line table that hold the client's lines."""
    return list(LineShelf.objects.filter(client_id=client_id).values_list("pk", flat=True))


def examined(check: type[Check], run: AuditRun) -> int:
    """How many lines, or bills, there were to look at."""
    return bills_and_lines(run)[0 if check.of_bills else 1]


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
