"""Which bills the changes of a client touch, and which of their months no audit has covered since.

One statement answers it for all changes at once.  It asks no bill line: the reach
of each bill was noted by the first audit that read it.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from billing_audit.changes.kinds import KINDS, By, Kind
from retainer.lib import format as written

#: Whether the run ``r`` covers the month ``m.month``; without months of its own, from one to
#: another.
COVERS = """CASE WHEN r.months <> '{}' THEN m.month = ANY (r.months)
    ELSE m.month >= coalesce(r.month_from, '-infinity')
        AND m.month <= coalesce(r.month_to, 'infinity') END"""

# Those nobody has settled, and those of shared rows that no audit of the client has seen yet.
# What came before the client's first audit was read by it.
CHANGES = """
    SELECT c.id, %(client)s::bigint AS client_id, c.kind, c.row_id, c.before, c.after, c.seen_in_id
    FROM billing_audit_change c
    WHERE c.client_id = %(client)s AND c.settled_in_id IS NULL
    UNION ALL
    SELECT c.id, %(client)s, c.kind, c.row_id, c.before, c.after, NULL
    FROM billing_audit_change c
    WHERE c.client_id IS NULL AND NOT EXISTS (
        SELECT FROM billing_audit_change own
        WHERE own.client_id = %(client)s AND own.shared_id = c.id
    )"""

SCOPE = """
    SELECT *, ROW(seen_in_id, carrier_id, account_id, code, since, until, compared)::text AS key
    FROM (
        SELECT c.id, c.kind, c.seen_in_id, {carrier} AS carrier_id, {account} AS account_id,
            {code} AS code, ({since})::date AS since, ({until})::date AS until,
            '{by}' AS compared
        FROM changes c CROSS JOIN LATERAL (VALUES (c.before), (c.after)) v(r)
        WHERE c.kind = '{table}' AND r IS NOT NULL
    ) {table}"""

# Thousands of changes may touch the same bills, so these are looked up once for all of them.  A
# bill that no audit has measured may charge any day.
TOUCHED = """
    SELECT DISTINCT s.key, s.seen_in_id, i.month
    FROM (
        SELECT DISTINCT key, seen_in_id, carrier_id, account_id, code, since, until, compared
        FROM scopes WHERE until > since
    ) s
    JOIN billing_audit_invoice i ON i.client_id = %(client)s
        AND (s.carrier_id IS NULL OR i.carrier_id = s.carrier_id)
        AND (s.account_id IS NULL OR i.account_id = s.account_id)
    WHERE CASE s.compared
        WHEN 'month' THEN i.month >= s.since
        WHEN 'code' THEN EXISTS (
            SELECT FROM billing_audit_reach x
            JOIN billing_audit_chargecode k ON k.id = x.charge_code_id AND k.code = s.code
            WHERE x.invoice_id = i.id AND x.last_from >= s.since AND x.first_from < s.until
        )
        ELSE (i.bill_date >= s.since AND i.bill_date < s.until) OR EXISTS (
            SELECT FROM billing_audit_reach x
            WHERE x.invoice_id = i.id AND x.last_day >= s.since AND x.first_from < s.until
        ) END
        OR i.line_count > 0 AND NOT EXISTS (
            SELECT FROM billing_audit_reach x WHERE x.invoice_id = i.id
        )"""

# A month is pending until an audit covers it that began after the change was there.
PENDING = f"""
    SELECT m.key, m.month FROM touched m
    WHERE NOT EXISTS (
        SELECT FROM billing_audit_auditrun r
        WHERE r.client_id = %(client)s AND (r.state = 'complete' OR r.id = %(run)s)
            AND r.id >= m.seen_in_id AND {COVERS}
    )"""  # noqa: S608 - ours


def scopes(kinds: list[Kind]) -> str:
    """SQL of the bills that changes of these kinds touch, as what they have in common."""
    return "\n    UNION ALL".join(
        SCOPE.format(
            table=kind.table, carrier=kind.carrier, account=kind.account, code=kind.code,
            since=kind.since, until=kind.until, by=By(kind.by).value,
        )
        for kind in kinds
    )  # fmt: skip


def pending_sql(kinds: list[Kind], select: str) -> str:
    """A SELECT of ``pending``, the months that wait, and of the ``scopes`` they wait for."""
    return (
        f"WITH changes AS MATERIALIZED ({CHANGES}), scopes AS MATERIALIZED ({scopes(kinds)}), "
        f"touched AS MATERIALIZED ({TOUCHED}), pending AS MATERIALIZED ({PENDING}) {select}"
    )


@dataclass(frozen=True)
class Touched:
    """The changes of one kind that wait for an audit, and the months they touch."""

    kind: Kind
    changes: int
    months: list[date] = field(default_factory=list)
    #: The number of the contract that all of them belong to, if it is one.
    contract: str = ""

    def __str__(self) -> str:
        """``3 rates of contract MSA-1``."""
        many = self.kind.one if self.changes == 1 else self.kind.plural
        whose = f" of contract {self.contract}" if self.contract else ""
        return f"{written.number(self.changes)} {many}{whose}"


def kinds_pending(client_id: int) -> list[Kind]:
    """The kinds of which changes wait, in the order they are told in."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT kind FROM ({CHANGES}) c", {"client": client_id})  # noqa: S608 - ours
        found = {kind for (kind,) in cursor.fetchall()}
    return [kind for table, kind in KINDS.items() if table in found]


def pending(client_id: int) -> list[Touched]:
    """What waits for an audit; a change that touches no bill waits for none."""
    kinds = kinds_pending(client_id)
    if not kinds:
        return []
    select = """
        SELECT s.kind, count(DISTINCT c.row_id), (
            SELECT array_agg(DISTINCT p.month ORDER BY p.month) FROM pending p
            WHERE p.key IN (SELECT own.key FROM scopes own WHERE own.kind = s.kind)
        ), CASE WHEN count(k.id) = count(*) AND min(k.id) = max(k.id) THEN min(k.number) ELSE '' END
        FROM scopes s
        JOIN changes c USING (id)
        LEFT JOIN clients_contract k
            ON k.id = (coalesce(c.after, c.before) ->> 'contract_id')::bigint
        WHERE s.key IN (SELECT p.key FROM pending p)
        GROUP BY s.kind"""
    with connection.cursor() as cursor:
        cursor.execute(pending_sql(kinds, select), {"client": client_id, "run": None})
        found = {kind: Touched(KINDS[kind], *figures) for kind, *figures in cursor}
    return [found[kind.table] for kind in kinds if kind.table in found]


def pending_changes(client_id: int, most: int) -> list[int]:
    """The keys of the latest changes that wait for an audit."""
    kinds = kinds_pending(client_id)
    if not kinds:
        return []
    select = """
        SELECT DISTINCT s.id FROM scopes s WHERE s.key IN (SELECT p.key FROM pending p)
        ORDER BY s.id DESC LIMIT %(most)s"""
    with connection.cursor() as cursor:
        values = {"client": client_id, "run": None, "most": most}
        cursor.execute(pending_sql(kinds, select), values)
        return [key for (key,) in cursor.fetchall()]
