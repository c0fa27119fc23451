"""Charges for calls beside the calls they are for, each rated anew by the carrier's deck.

Only a charge that stands alone is compared: where a service has two usage charges for the same
days, nobody can say which call is in which.
"""

from billing_audit.checks.sources.registry import quote, source
from billing_audit.rating.hypotheses import CENTS, INCREMENTS
from billing_audit.rating.rerating import STEPS, charged_sql, rounded_sql, step

source(
    "usage_lines",
    key="line_id",
    is_costly=True,
    select="""
    SELECT u.*, coalesce((
        SELECT d.zone FROM billing_audit_ratedeck d
        WHERE d.carrier_id = u.carrier_id AND d.currency = u.currency
            AND (d.client_id IS NULL OR d.client_id = %(client)s)
        ORDER BY d.client_id IS NULL, d.id LIMIT 1
    ), 'UTC') AS zone FROM (
        SELECT c.line_id, c.invoice_id, c.account_id, c.billed_service_id, c.amount,
            c.period_from, c.period_to, b.carrier_id, b.currency, b.places,
            max(c.period_to) OVER (
                PARTITION BY c.billed_service_id ORDER BY c.period_from, c.line_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS reached,
            lead(c.period_from) OVER (
                PARTITION BY c.billed_service_id ORDER BY c.period_from, c.line_id
            ) AS next_from
        FROM all_charges c JOIN all_bills b USING (invoice_id)
        WHERE c.charge_type = {type usage} AND c.billed_service_id IS NOT NULL
            AND c.period_to >= c.period_from AND c.invoice_id <> ALL (%(duplicates)s::bigint[])
            AND EXISTS (
                SELECT FROM billing_audit_usagerecord r
                WHERE r.client_id = %(client)s AND r.billed_service_id = c.billed_service_id
            )
    ) u
    JOIN bills b USING (invoice_id)
    WHERE (u.reached IS NULL OR u.reached < u.period_from)
        AND (u.next_from IS NULL OR u.next_from > u.period_to)""",
)
# Who shares included minutes with the services charged for calls: whoever is billed on the same
# invoice or belongs to the account, and whose calls are in none of the charges compared.
source(
    "pool_members",
    key="service_id",
    select="""
    SELECT DISTINCT l.account_id, l.carrier_id, l.currency, l.period_from, l.period_to, l.zone,
        m.service_id
    FROM usage_lines l JOIN (
        SELECT DISTINCT c.invoice_id, c.billed_service_id AS service_id FROM charges c
        WHERE c.billed_service_id IS NOT NULL AND (SELECT {has_pools x})
        UNION
        SELECT o.invoice_id, n.id FROM usage_lines o
        JOIN clients_service s ON s.account_id = o.account_id
        JOIN billing_audit_billedservice n ON n.service_id = s.id
        WHERE (SELECT {has_pools x})
    ) m USING (invoice_id)
    WHERE NOT EXISTS (
        SELECT FROM usage_lines own
        WHERE own.billed_service_id = m.service_id AND own.period_from = l.period_from)""",
)
quote(
    "has_pools",
    """EXISTS (
        SELECT FROM billing_audit_ratedeck
        WHERE included_minutes > 0 AND (client_id IS NULL OR client_id = %(client)s))""",
)
quote(
    "charged_call",
    """(x.kind = 'voice' AND x.direction <> 'in' AND x.duration IS NOT NULL)""",
)
source(
    "called",
    key="call_id",
    select="""
    SELECT r.id AS call_id, r.billed_service_id AS service_id, l.account_id, l.carrier_id,
        l.currency, l.period_from AS cycle, r.started_at, r.duration, r.other_party AS dialled,
        l.line_id, r.amount AS call_amount, r.status, r.destination
    FROM (
        SELECT line_id, account_id, carrier_id, currency, period_from, period_to, zone,
            billed_service_id AS service_id
        FROM usage_lines
        UNION ALL
        SELECT NULL, account_id, carrier_id, currency, period_from, period_to, zone, service_id
        FROM pool_members
    ) l JOIN billing_audit_usagerecord r ON r.client_id = %(client)s
        AND r.billed_service_id = l.service_id
        AND r.started_at >= l.period_from::timestamp AT TIME ZONE l.zone
        AND r.started_at < (l.period_to + 1)::timestamp AT TIME ZONE l.zone
    WHERE {charged_call r}""",
)
KEYS = {
    "call_decks": "version_id",
    "call_prefixes": "dialled, version_id",
    "call_prices": "version_id, prefix",
}
for name in STEPS:
    source(name, key=KEYS.get(name, "call_id"), select=step(name))

_DECK_TOTAL = rounded_sql("d.exact_sixtieths", "d.rounding_method", "d.rounding_decimals")
# What the calls of a charge come to by the deck, and whether the records' own amounts make up the
# charge: only then are they what was billed.  Minutes that all services of a client share cannot
# be told from what one account is billed for, so such calls count as not rated.
source(
    "metered_lines",
    key="line_id",
    select=f"""
    SELECT l.*, t.calls, t.priced_calls, t.rated_calls, t.simply_rated,
        round(t.recorded, l.places) AS recorded, round(t.rated_total, l.places) AS rated_total,
        t.priced_calls = t.calls AND abs(t.recorded - l.amount) <= 0.05 AS ties_out
    FROM usage_lines l JOIN (
        SELECT line_id, sum(calls) AS calls, sum(priced_calls) AS priced_calls,
            sum(recorded) AS recorded, sum(rated_calls) AS rated_calls,
            bool_and(is_simple) AS simply_rated,
            sum(coalesce(cost, 0) + coalesce({_DECK_TOTAL}, 0)) AS rated_total
        FROM (
            SELECT c.line_id, r.rounding_method, r.rounding_decimals, count(*) AS calls,
                count(c.call_amount) AS priced_calls, sum(c.call_amount) AS recorded,
                count(r.call_id) FILTER (WHERE NOT k.is_beyond) AS rated_calls, sum(r.cost) AS cost,
                bool_and(coalesce(r.included_seconds = 0 AND NOT r.has_tiers, true)) AS is_simple,
                sum(r.exact_sixtieths) FILTER (WHERE r.cost IS NULL) AS exact_sixtieths
            FROM called c LEFT JOIN rated_calls r USING (call_id)
            LEFT JOIN (
                SELECT id AS deck_id, included_minutes > 0 AND pool = 'deck' AS is_beyond
                FROM billing_audit_ratedeck
            ) k USING (deck_id)
            WHERE c.line_id IS NOT NULL
            GROUP BY c.line_id, r.deck_id, r.rounding_method, r.rounding_decimals
        ) d GROUP BY line_id
    ) t USING (line_id)""",  # noqa: S608 - ours
)

_INCREMENTS = ", ".join(
    f"({at}, {minimum}::numeric, {increment}::numeric)"
    for at, (minimum, increment) in enumerate(INCREMENTS)
)
_CENTS = ", ".join(f"({at}, '{method}')" for at, method in enumerate(CENTS))
_COST = "CASE WHEN t.rounds_each_call THEN {rounded} ELSE t.sixtieths / 60 END".format(
    rounded=rounded_sql("t.sixtieths", "t.rounding_method", "t.rounding_decimals")
)
# Charges above the deck whose amount another rule gives to the cent: which of the rules, tried in
# the order of ``hypotheses``.
source(
    "explained_lines",
    key="line_id",
    select=f"""
    WITH higher AS (
        SELECT * FROM metered_lines m WHERE m.rated_calls = m.calls AND m.amount > m.rated_total
    ), above AS (
        SELECT * FROM higher WHERE simply_rated
    ), tried AS (
        SELECT t.line_id, 'increment' AS kind, t.at, t.rule, sum({_COST}) AS total
        FROM (
            SELECT a.line_id, k.at, k.minimum || '/' || k.increment AS rule, r.rounds_each_call,
                r.rounding_method, r.rounding_decimals,
                r.connect_fee * 60 + r.rate * {charged_sql("r", "k")} AS sixtieths
            FROM above a JOIN called c USING (line_id) JOIN rated_calls r USING (call_id)
            CROSS JOIN (VALUES {_INCREMENTS}) AS k(at, minimum, increment)
        ) t GROUP BY t.line_id, t.at, t.rule
        UNION ALL
        SELECT a.line_id, 'cent', k.at, 'each call rounded ' || k.method,
            sum({rounded_sql("r.exact_sixtieths", "k.method", "a.places")})
        FROM above a JOIN called c USING (line_id) JOIN rated_calls r USING (call_id)
        CROSS JOIN (VALUES {_CENTS}) AS k(at, method)
        GROUP BY a.line_id, k.at, k.method
        UNION ALL
        SELECT t.line_id, 'version', t.version_id, 'prices of ' || t.begins, sum({_COST})
        FROM (
            SELECT a.line_id, a.calls, d.version_id, lower(d.valid) AS begins, r.rounds_each_call,
                r.rounding_method, r.rounding_decimals,
                p.connect_fee * 60 + p.rate * {charged_sql("r", "p")} AS sixtieths
            FROM above a JOIN called c USING (line_id) JOIN rated_calls r USING (call_id)
            JOIN call_decks d ON d.deck_id = r.deck_id AND d.version_id <> r.version_id
            JOIN call_prefixes f ON f.dialled = r.dialled AND f.version_id = d.version_id
            JOIN call_prices p ON p.version_id = d.version_id AND p.prefix = f.prefix
                AND p.band_of_call = r.band_of_call AND p.from_seconds = 0 AND p.to_seconds IS NULL
        ) t GROUP BY t.line_id, t.calls, t.version_id, t.begins HAVING count(*) = t.calls
        UNION ALL
        SELECT t.line_id, 'allowance', 0, 'nothing included', sum({_COST})
        FROM (
            SELECT h.line_id, r.rounds_each_call, r.rounding_method, r.rounding_decimals,
                r.connect_fee * 60 + r.rate * r.charged_seconds AS sixtieths
            FROM higher h JOIN called c USING (line_id) JOIN rated_calls r USING (call_id)
            WHERE NOT h.simply_rated
        ) t GROUP BY t.line_id
    )
    SELECT DISTINCT ON (t.line_id) a.line_id, t.kind, t.rule, a.rated_total, a.calls
    FROM tried t JOIN higher a USING (line_id)
    WHERE round(t.total, a.places) = a.amount
    ORDER BY t.line_id,
        array_position(ARRAY['increment', 'cent', 'version', 'allowance'], t.kind), t.at""",  # noqa: S608 - ours
)
# What a rated call ``r`` costs by the prices of another row of its version.
quote(
    "cost_by",
    rounded_sql(
        f"(x.connect_fee * 60 + x.rate * {charged_sql('r', 'x')})",
        "r.rounding_method",
        "r.rounding_decimals",
    ),
)
# Calls whose amounts make up the charge they belong to.
source(
    "billed_calls",
    key="call_id",
    select="""
    SELECT c.* FROM called c JOIN metered_lines m USING (line_id)
    WHERE m.ties_out AND c.call_amount IS NOT NULL""",
)
