"""Decides which occurrence claims what, so that no cent is claimed twice.

Every occurrence knows what its check alone would ask back (``result``). The
checks that hit one line all dispute its price, each in its own way, so their
claims do not add up: in the order of precedence each claims only what goes
beyond those before it, and one that goes no further supports them. What a line
charges is the end. The rules of a bill's arithmetic dispute its total the same
way; what a bill fails to give (a credit, a payment) is money of its own and is
added, up to what the bill asks for. A bill claimed whole, because it is a
duplicate, leaves nothing to any other claim on it.

Only errors claim: an idea what to save, an alert and a piece of information
never do. What people decide counts: a finding judged false claims nothing and makes room
for others, and so does what a rule of theirs suppresses, charge by charge up to its last month;
a check that needs a person's word claims only when the finding
is valid, until then showing the amount that nobody claims as exposure.
"""

from collections.abc import Sequence

from django.db import connection

from billing_audit.checks.base import Nature, Precedence
from billing_audit.checks.catalogue import all_checks, order_of_claims
from retainer.lib.money import sql_places

#: The checks of a bill's own arithmetic, which all dispute the same total.
OF_TOTALS = (Precedence.DUPLICATE_BILL, Precedence.BILL_RULE, Precedence.BILL_TOTAL)

# What stands on bills, and what a run hit on bills of which nothing stands yet.
_STANDING = """
    SELECT o.id, o.invoice_id, o.line_id, o.check_code, o.billed, o.result, f.state, f.currency,
        coalesce(o.month <= r.until, false) AS is_covered
    FROM billing_audit_occurrence o JOIN billing_audit_finding f ON f.id = o.finding_id
    LEFT JOIN billing_audit_suppression r ON r.id = f.suppressed_by_id
    WHERE o.client_id = %(client)s AND o.invoice_id = ANY (%(bills)s)"""
_HIT = """
    SELECT h.id, h.invoice_id, h.line_id, h.check_code, h.billed, h.result, coalesce((
            SELECT f.state FROM billing_audit_finding f WHERE f.client_id = h.client_id
                AND f.check_code = h.check_code AND f.cause = h.cause
        ), 'new') AS state, h.currency, false AS is_covered
    FROM billing_audit_hit h
    WHERE h.run_id = %(run)s AND h.invoice_id = ANY (%(bills)s)"""

_ROLES = """
    WITH wishes AS (
        SELECT o.id, o.invoice_id, o.line_id, d.is_false,
            array_position(%(order)s::text[], o.check_code::text) AS turn,
            o.check_code = ANY (%(whole)s) AS is_whole,
            CASE WHEN d.is_false OR o.check_code = ANY (%(no_errors)s) THEN 0
                WHEN o.check_code = ANY (%(once_validated)s) AND o.state <> 'valid' THEN 0
                ELSE o.result END AS wanted,
            CASE WHEN o.state <> 'valid' AND NOT d.is_false
                AND o.check_code = ANY (%(once_validated)s) THEN o.result ELSE 0 END AS at_stake,
            o.line_id IS NULL AND NOT o.check_code = ANY (%(of_totals)s) AS adds,
            trunc(greatest(0, CASE WHEN o.line_id IS NOT NULL THEN o.billed
                ELSE greatest(i.lines_total, i.stated_total, i.amount_due) END),
                {places}) AS amount
        FROM ({{them}}) o
        JOIN billing_audit_invoice i ON i.id = o.invoice_id
        CROSS JOIN LATERAL (
            SELECT o.state IN ('false_positive', 'suppressed') OR o.is_covered AS is_false
        ) d
    ), disputes AS (
        SELECT w.*,
            coalesce(max(wanted) FILTER (WHERE NOT adds) OVER before, 0) AS disputed,
            greatest(max(wanted) FILTER (WHERE NOT adds) OVER (PARTITION BY invoice_id, line_id),
                max(at_stake) FILTER (WHERE NOT adds) OVER before, 0) AS disputed_in_all,
            NOT is_whole AND bool_or(is_whole AND NOT is_false) OVER (PARTITION BY invoice_id)
                AS whole_is_claimed
        FROM wishes w
        WINDOW before AS (PARTITION BY invoice_id, line_id ORDER BY turn, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), own AS (
        SELECT d.*,
            CASE WHEN adds THEN wanted ELSE greatest(0, wanted - disputed) END AS beyond,
            CASE WHEN adds THEN at_stake ELSE greatest(0, at_stake - disputed_in_all) END AS risk
        FROM disputes d
    ), turns AS (
        SELECT o.*,
            coalesce(sum(beyond) OVER (PARTITION BY invoice_id, line_id ORDER BY turn, id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS taken,
            sum(beyond) OVER (PARTITION BY invoice_id, line_id) AS taken_in_all
        FROM own o
    ), claims AS (
        SELECT t.id, is_false, whole_is_claimed, wanted + at_stake > 0 AS wants, taken, amount,
            CASE WHEN whole_is_claimed THEN 0
                ELSE least(beyond, greatest(0, amount - taken)) END AS claimed,
            CASE WHEN whole_is_claimed THEN 0
                ELSE least(risk, greatest(0, amount - taken_in_all)) END AS exposure
        FROM turns t
    ), roles AS (
        SELECT id, claimed, exposure,
            NOT is_false AND (whole_is_claimed OR (claimed + exposure = 0 AND taken > 0
                AND (wants OR taken >= amount))) AS supporting
        FROM claims
    )
""".format(places=sql_places("o.currency"))  # noqa: S608 - no word of it comes from outside
_FORESEEN = "SELECT id AS hit_id, claimed, exposure, supporting FROM roles"
_UPDATE = """
    UPDATE billing_audit_occurrence o
    SET claimed = c.claimed, exposure = c.exposure, supporting = c.supporting
    FROM roles c
    WHERE c.id = o.id
        AND (o.claimed, o.exposure, o.supporting) <> (c.claimed, c.exposure, c.supporting)
"""
ARBITRATE = _ROLES.format(them=_STANDING) + _UPDATE
FORESEE = (
    "DROP TABLE IF EXISTS pg_temp.foreseen",
    f"CREATE TEMPORARY TABLE foreseen ON COMMIT DROP AS {_ROLES.format(them=_HIT)} {_FORESEEN}",
    "ANALYZE pg_temp.foreseen",
)

#: Finding by finding through an index: the planner cannot know how many there are by now.
REFRESH = """
    UPDATE billing_audit_finding f
    SET claimed = s.claimed, exposure = s.exposure, monthly = s.monthly,
        occurrence_count = s.occurrences, only_supports = s.only_supports,
        grown = s.grown, grown_count = s.grown_count,
        first_month = coalesce(s.first_month, t.first_month),
        last_month = coalesce(s.last_month, t.last_month),
        resolved_at = CASE WHEN s.occurrences = 0 THEN coalesce(t.resolved_at, now()) END
    FROM billing_audit_finding t
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(o.claimed), 0) AS claimed, coalesce(sum(o.exposure), 0) AS exposure,
            coalesce(sum(o.claimed - o.confirmed) FILTER (WHERE {beyond}), 0) AS grown,
            count(*) FILTER (WHERE {beyond}) AS grown_count,
            count(*) AS occurrences, coalesce(bool_and(o.supporting), false) AS only_supports,
            min(o.month) AS first_month, max(o.month) AS last_month,
            CASE WHEN t.check_code = ANY (%(recurring)s) AND min(o.month) < max(o.month)
                THEN coalesce(sum(o.claimed) FILTER (WHERE o.month = (
                    SELECT max(i.month) FROM billing_audit_invoice i
                    WHERE i.client_id = t.client_id AND i.account_id = t.account_id
                )), 0) ELSE 0 END AS monthly
        FROM billing_audit_occurrence o WHERE o.finding_id = t.id
    ) s
    WHERE f.id = t.id AND t.client_id = %(client)s
        AND (%(findings)s::bigint[] IS NULL OR t.id = ANY (%(findings)s::bigint[]))
        AND (t.claimed, t.exposure, t.monthly, t.occurrence_count, t.only_supports,
                t.grown, t.grown_count, t.first_month, t.last_month, t.resolved_at IS NULL)
            IS DISTINCT FROM (s.claimed, s.exposure, s.monthly, s.occurrences, s.only_supports,
                s.grown, s.grown_count, s.first_month, s.last_month, s.occurrences > 0)
""".format(beyond="t.state = 'valid' AND o.claimed > o.confirmed")  # noqa: S608 - no word of it comes from outside


def hold(client_id: int) -> None:
    """Let one at a time decide about a client's claims, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims'), %s)", [client_id])


def whole_bills() -> list[str]:
    """The checks that claim a bill as a whole."""
    return [check.code for check in all_checks() if check.precedence == Precedence.DUPLICATE_BILL]


def arbitrate(client_id: int, bills: Sequence[int]) -> None:
    """Give every occurrence on these bills its claim, exposure and role."""
    with connection.cursor() as cursor:
        cursor.execute(ARBITRATE, _rules() | {"client": client_id, "bills": list(bills)})


def foresee(run_id: int, bills: Sequence[int]) -> None:
    """Reckon what the run's hits on these bills will claim, so that each is written only once.

    The table ``foreseen`` has it by hit, until the transaction ends.  Nothing may stand on the
    bills yet: what does takes part in the turns.
    """
    with connection.cursor() as cursor:
        for statement in FORESEE:
            cursor.execute(statement, _rules() | {"run": run_id, "bills": list(bills)})


def _rules() -> dict[str, list[str]]:
    """What the catalogue says of claims: the order of the checks, and which claim how."""
    checks = all_checks()
    return {
        "order": order_of_claims(),
        "whole": whole_bills(),
        "of_totals": [c.code for c in checks if c.precedence in OF_TOTALS],
        "once_validated": [c.code for c in checks if c.claims_once_validated],
        "no_errors": [c.code for c in checks if c.nature != Nature.ERROR],
    }


def recurring() -> list[str]:
    """The checks whose faults come back each month until they are corrected."""
    return [check.code for check in all_checks() if check.recurs]


def refresh_totals(client_id: int, findings: Sequence[int] | None = None) -> None:
    """Bring the sums that findings keep in line with their occurrences; ``None`` means all."""
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {
                "client": client_id,
                "findings": None if findings is None else list(findings),
                "recurring": recurring(),
            },
        )
