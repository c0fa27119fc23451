"""What an audit of changed months makes of findings: their figures before it and after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from billing_audit.findings.witnesses import WITNESSES

# What stood on the audited bills, and which rows its proofs named.
BEFORE = (
    "DROP TABLE IF EXISTS pg_temp.findings_before",
    """
    CREATE TEMPORARY TABLE findings_before ON COMMIT DROP AS
    SELECT f.id, f.claimed, f.exposure, f.occurrence_count AS charges FROM billing_audit_finding f
    WHERE f.client_id = %(client)s AND f.occurrence_count > 0""",
    "DROP TABLE IF EXISTS pg_temp.rows_named",
    """
    CREATE TEMPORARY TABLE rows_named ON COMMIT DROP AS {named}""",
)
NAMED = """
    SELECT DISTINCT o.finding_id, x.key, x.value::bigint AS row_id
    FROM billing_audit_occurrence o CROSS JOIN LATERAL jsonb_each_text(o.inputs -> 'rows') x
    WHERE o.client_id = %(client)s AND o.invoice_id = ANY (%(bills)s) AND x.value IS NOT NULL
        AND x.key = ANY (%(keys)s)"""
# A finding is put down to a change of a row that its proof names, else of the code or the service
# it is about, else to the only change there was.  They are kept in the order they are read in.
AFTER = """
    INSERT INTO billing_audit_findingchange (client_id, run_id, finding_id, kind, currency, state,
        claimed_before, claimed_after, exposure_before, exposure_after, charges_before,
        charges_after, cause_id)
    WITH seen AS MATERIALIZED (
        SELECT c.id, c.kind, c.row_id, coalesce(c.after, c.before) AS r
        FROM billing_audit_change c
        WHERE c.client_id = %(client)s AND c.settled_in_id IS NULL AND c.seen_in_id <= %(run)s
    ), named AS MATERIALIZED (
        SELECT n.finding_id, max(s.id) AS cause_id FROM rows_named n
        JOIN unnest(%(keys)s::text[], %(tables)s::text[]) w(key, kind) ON w.key = n.key
        JOIN seen s ON s.kind = w.kind AND s.row_id = n.row_id
        GROUP BY n.finding_id
    ), compared AS (
        SELECT f.*, b.claimed AS claimed_before, b.exposure AS exposure_before,
            b.charges AS charges_before, CASE
                WHEN b.id IS NULL THEN 'new'
                WHEN f.occurrence_count = 0 THEN 'gone'
                WHEN f.claimed + f.exposure > b.claimed + b.exposure THEN 'larger'
                WHEN f.claimed + f.exposure < b.claimed + b.exposure THEN 'smaller'
                ELSE 'other' END AS what
        FROM billing_audit_finding f LEFT JOIN findings_before b ON b.id = f.id
        WHERE f.client_id = %(client)s AND (f.occurrence_count > 0 OR b.id IS NOT NULL)
            AND (b.claimed, b.exposure, b.charges)
                IS DISTINCT FROM (f.claimed, f.exposure, f.occurrence_count)
    )
    SELECT f.client_id, %(run)s, f.id, f.what, f.currency, f.state, coalesce(f.claimed_before, 0),
        f.claimed, coalesce(f.exposure_before, 0), f.exposure, coalesce(f.charges_before, 0),
        f.occurrence_count, coalesce(n.cause_id, (
            SELECT max(s.id) FROM seen s JOIN billing_audit_chargecode k
                ON k.code = s.r ->> 'charge_code' AND k.carrier_id = (s.r ->> 'carrier_id')::bigint
            WHERE k.id = substring(f.cause FROM 'code:([0-9]+)')::bigint
        ), (
            SELECT max(s.id) FROM seen s JOIN billing_audit_billedservice o
                ON o.number = s.r ->> 'number' AND s.kind = 'clients_service'
            WHERE o.id = f.billed_service_id
        ), (
            SELECT max(s.id) FROM seen s HAVING count(*) = 1
        ))
    FROM compared f LEFT JOIN named n ON n.finding_id = f.id
    ORDER BY array_position(ARRAY['new', 'larger', 'smaller', 'gone', 'other'], f.what),
        abs(f.claimed + f.exposure - coalesce(f.claimed_before + f.exposure_before, 0)) DESC, f.id
    ON CONFLICT (run_id, finding_id) DO NOTHING"""


@contextmanager
def noted(client_id: int, run_id: int, bills: list[int]) -> Iterator[None]:
    """Note what the block makes of the client's findings, each with the change its proof names."""
    tables = {name: each.model._meta.db_table for name, each in WITNESSES.items()}
    values = {
        "client": client_id, "run": run_id, "bills": bills, "keys": list(tables),
        "tables": list(tables.values()),
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in BEFORE:
            cursor.execute(statement.format(named=NAMED), values)
        yield
        cursor.execute(f"INSERT INTO rows_named {NAMED}", values)
        cursor.execute(AFTER, values)
