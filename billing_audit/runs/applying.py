"""Applies checks: an ``INSERT … SELECT`` of what each hits, and its row in the run's results."""

import logging
from collections.abc import Collection, Sequence
from itertools import chain
from time import perf_counter
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import Count, Q, Sum

from billing_audit.bills.models import Invoice, LineShelf
from billing_audit.changes import marking
from billing_audit.checks.base import Check, Subject
from billing_audit.checks.inputs import proof_sql
from billing_audit.checks.sources import tables_for, with_sources
from billing_audit.findings import claims
from billing_audit.findings.models import Finding, Hit, Occurrence
from billing_audit.runs import lease
from billing_audit.runs.models import AuditRun
from billing_audit.runs.results import Outcomes, audited_bills
from billing_audit.tuning.values import in_force, value_of

logger = logging.getLogger(__name__)

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
    Subject.ACCOUNT: ("'account:' || w.account_id", "'Account ' || a.number"),
    Subject.OWN: ("w.cause", "w.subject"),
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
    """Clear what a run left that never ended, and let the database count, so that it plans well.

    First of all note which changes there are: what comes while the run reads waits for the next.
    The values the client tuned are kept as they are now: all steps compare with the same ones,
    whatever is changed meanwhile.
    """
    marking.see(run.client_id, run.pk)
    Hit.objects.filter(client_id=run.client_id).exclude(run=run).delete()
    freshen_statistics(run.client_id)
    marking.measure(run.client_id, shelves(run.client_id))
    run.tuned = in_force(run.client_id)
    lease.steps_first(run.pk)
    run.save(update_fields=["tuned"])  # last, because others who write the row have to wait for it


def freshen_statistics(client_id: int) -> None:
    """Have the database count the tables that grew: it takes new rows for a few, and plans so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.freshen_statistics(%s, %s::bigint[])", [client_id, shelves(client_id)]
        )


def apply_checks(checks: Sequence[type[Check]], run: AuditRun) -> None:
    """Note what the checks hit and how they did, replacing what an earlier attempt noted.

    They share the tables they read, so the first that needs one bears what it costs.
    One that fails leaves the others their results, and the tables it needed to the next.
    """
    started = perf_counter()
    Hit.objects.filter(run=run, check_code__in=[check.code for check in checks]).delete()
    outcomes = Outcomes(checks, run)
    values = parameters(run)
    tune()
    made: set[str] = set()
    for check in checks:
        if outcomes.lacks_data(check):
            continue
        try:
            with transaction.atomic():
                tables = make_tables(check, values, made)
                hits = insert_hits(check, run, values)
        except DatabaseError as error:
            if isinstance(error, OperationalError) or len(checks) == 1:
                raise
            logger.exception("Run %s: %s failed, the others go on", run.pk, check.code)
            outcomes.failed(check, error)
        else:
            made.update(tables)
            outcomes.done(check, hits, perf_counter() - started)
        started = perf_counter()
    outcomes.note()


def tune() -> None:
    """Set the database up for large sorts and small plans, for this transaction."""
    with connection.cursor() as cursor:
        # Sorting a million lines in memory takes about this much; parallel workers would not
        # carry the signed context, and compiling a plan costs more than running it. Six thousand
        # rows say enough about a table of ours.
        cursor.execute(
            "SELECT set_config('work_mem', '192MB', true), set_config('jit', 'off', true),"
            " set_config('default_statistics_target', '20', true)"
        )


def make_tables(check: type[Check], values: dict[str, Any], made: Collection[str]) -> list[str]:
    """Make the tables that a check reads and that are not made yet, and say which these are."""
    tables = tables_for(hits_sql(check, values["whole"]), values["whole"], made)
    with connection.cursor() as cursor:
        for statement in chain.from_iterable(tables.values()):
            cursor.execute(statement, values)
    return list(tables)


def insert_hits(check: type[Check], run: AuditRun, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        compared = {each.name: value_of(each, check, run.tuned) for each in check.settings}
        cursor.execute(hits_sql(check, values["whole"]), values | compared | {"code": check.code})
        return cursor.rowcount


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
        "months": run.months,
        "whole": whole_sources(run),
        "duplicates": duplicate_bills(run),
    }


def whole_sources(run: AuditRun) -> list[str]:
    """Which sources of bills hold all the client's bills, so that lines need not be narrowed."""
    bills = Invoice.objects.filter(client_id=run.client_id)
    if run.months:
        return ["all_bills", "bills"][: 2 - bills.exclude(month__in=run.months).exists()]
    none_later = run.month_to is None or not bills.filter(month__gt=run.month_to).exists()
    none_earlier = run.month_from is None or not bills.filter(month__lt=run.month_from).exists()
    if bills.filter(supersedes__isnull=False).exists():
        return []
    return ["all_bills", "bills"][: none_later + (none_later and none_earlier)]


def duplicate_bills(run: AuditRun) -> list[int]:
    """Bills found to repeat another as a whole, unless a person says otherwise.

    Those of the audited months by this run, those of others by the audits before it.
    """
    checks = claims.whole_bills()
    false = Finding.objects.filter(
        client_id=run.client_id, check_code__in=checks, state__in=Finding.DISMISSED
    )
    hits = Hit.objects.filter(run=run, check_code__in=checks).exclude(
        cause__in=false.values("cause")
    )
    others = Occurrence.objects.filter(client_id=run.client_id, check_code__in=checks).exclude(
        Q(finding__in=false) | Q(invoice__in=audited_bills(run))
    )
    return [
        *hits.values_list("invoice_id", flat=True),
        *others.values_list("invoice_id", flat=True),
    ]


def shelves(client_id: int) -> list[int]:
    """The partitions of the line table that hold the client's lines."""
    return list(LineShelf.objects.filter(client_id=client_id).values_list("pk", flat=True))


def bills_and_lines(run: AuditRun) -> tuple[int, int]:
    counted = audited_bills(run).aggregate(bills=Count("pk"), lines=Sum("line_count", default=0))
    return counted["bills"], counted["lines"]
