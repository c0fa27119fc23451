"""A month of calls by the decks inside the database, a million at a time.

The rules are those of ``months``; a test holds the two against each other.  Each step is a SELECT
that is kept as a temporary table of its name, so that the planner knows how much there is:

``called``         the calls: ``call_id, service_id, account_id, carrier_id, currency, cycle,
                   started_at, duration, dialled``
``call_decks``     the decks' versions that may price them
``call_prefixes``  the longest prefix of each number in each version
``call_prices``    prices of these prefixes by band and tier
``placed_calls``   each call with its deck, band and the minutes used before it
``charged_calls``  with its price and the seconds it is charged for
``rated_calls``    with ``exact_sixtieths``, sixty times what it costs, and ``cost``, rounded where
                   each call is
"""

from collections.abc import Iterator

from django.db import connection

from billing_audit.rating.numbers import SQL as DIGITS

#: Whose calls, and the moments between which they began.
CALLED = """
SELECT u.id AS call_id, u.billed_service_id AS service_id, a.id AS account_id, a.carrier_id,
    coalesce(nullif(u.currency, ''), a.currency) AS currency,
    date_trunc('month', u.started_at AT TIME ZONE 'UTC')::date AS cycle,
    u.started_at, u.duration, u.other_party AS dialled
FROM billing_audit_usagerecord u
JOIN billing_audit_billedservice b ON b.id = u.billed_service_id
JOIN clients_service s ON s.id = b.service_id
JOIN clients_billingaccount a ON a.id = s.account_id
WHERE u.client_id = %(client)s AND u.kind = 'voice' AND u.direction <> 'in'
    AND u.duration IS NOT NULL AND u.started_at >= %(since)s AND u.started_at < %(until)s
"""

STEPS = {
    "call_decks": """
SELECT v.id AS version_id, d.id AS deck_id, d.carrier_id, d.currency, v.valid, v.longest_prefix,
    d.client_id IS NOT NULL AS is_clients, d.zone, d.home_code, d.bands, d.pool,
    d.included_minutes * 60 AS included_seconds, d.rounds_each_call, d.rounding_method,
    d.rounding_decimals,
    EXISTS (SELECT FROM billing_audit_deckrate r
        WHERE r.version_id = v.id AND r.from_minutes > 0) AS has_tiers
FROM billing_audit_ratedeck d JOIN billing_audit_deckversion v ON v.deck_id = d.id
WHERE (d.client_id IS NULL OR d.client_id = %(client)s) AND EXISTS (
    SELECT FROM called c WHERE c.carrier_id = d.carrier_id AND c.currency = d.currency)
""",
    "call_prefixes": f"""
SELECT DISTINCT ON (n.dialled, n.version_id) n.dialled, n.version_id, r.prefix
FROM (
    SELECT k.dialled, d.version_id, d.longest_prefix,
        {DIGITS.format(number="k.dialled", home="d.home_code")} AS digits
    FROM (SELECT DISTINCT dialled, carrier_id, currency FROM called) k
    JOIN call_decks d USING (carrier_id, currency)
) n
CROSS JOIN generate_series(1, least(length(n.digits), n.longest_prefix)) AS shorter(length)
JOIN billing_audit_deckrate r
    ON r.version_id = n.version_id AND r.prefix = left(n.digits, shorter.length)
ORDER BY n.dialled, n.version_id, length(r.prefix) DESC
""",  # noqa: S608 - the digits are ours
    "call_prices": """
SELECT f.version_id, f.prefix, f.band_of_call, r.id AS rate_id, r.rate, r.connect_fee, r.minimum,
    r.increment, r.from_minutes * 60 AS from_seconds,
    lead(r.from_minutes * 60) OVER (
        PARTITION BY f.version_id, f.prefix, f.band_of_call ORDER BY r.from_minutes
    ) AS to_seconds
FROM (
    SELECT p.version_id, p.prefix, b.name AS band_of_call, EXISTS (
        SELECT FROM billing_audit_deckrate own WHERE own.version_id = p.version_id
            AND own.prefix = p.prefix AND own.band = b.name
    ) AS has_own
    FROM (SELECT DISTINCT version_id, prefix FROM call_prefixes) p
    JOIN call_decks d USING (version_id)
    CROSS JOIN LATERAL (
        SELECT '' AS name UNION SELECT each ->> 'name' FROM jsonb_array_elements(d.bands) each
    ) b
) f
JOIN billing_audit_deckrate r ON r.version_id = f.version_id AND r.prefix = f.prefix
    AND r.band = CASE WHEN f.has_own THEN f.band_of_call ELSE '' END
""",
    "placed_calls": """
WITH fitting AS (
    SELECT c.*, d.deck_id, d.version_id, p.prefix, d.has_tiers, d.included_seconds,
        d.rounds_each_call, d.rounding_method, d.rounding_decimals, d.is_clients,
        CASE d.pool WHEN 'service' THEN c.service_id WHEN 'account' THEN c.account_id ELSE 0
            END AS pool_id,
        CASE WHEN d.bands = '[]' THEN '' ELSE coalesce((
            SELECT b.name FROM jsonb_to_recordset(d.bands)
                AS b(name text, days integer[], "from" time, "to" time)
            CROSS JOIN (SELECT c.started_at AT TIME ZONE d.zone) AS here(moment)
            WHERE extract(isodow FROM here.moment) = ANY (b.days) AND CASE
                WHEN b."from" < b."to"
                THEN here.moment::time >= b."from" AND here.moment::time < b."to"
                ELSE here.moment::time >= b."from" OR here.moment::time < b."to" END
            LIMIT 1), '') END AS band_of_call
    FROM called c
    JOIN call_decks d ON d.carrier_id = c.carrier_id AND d.currency = c.currency
        AND d.valid @> (c.started_at AT TIME ZONE d.zone)::date
    JOIN call_prefixes p ON p.dialled = c.dialled AND p.version_id = d.version_id
), placed AS (
    SELECT * FROM fitting WHERE (SELECT count(*) FROM call_decks) = 1
    UNION ALL
    (SELECT DISTINCT ON (call_id) * FROM fitting
    WHERE (SELECT count(*) FROM call_decks) > 1
    ORDER BY call_id, is_clients DESC, length(prefix) DESC, deck_id)
)
SELECT *, 0::numeric AS used_seconds FROM placed
WHERE deck_id NOT IN (SELECT deck_id FROM call_decks WHERE has_tiers)
UNION ALL
SELECT *, coalesce(sum(duration) OVER (
    PARTITION BY deck_id, pool_id, cycle ORDER BY started_at, call_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
), 0) FROM placed
WHERE deck_id IN (SELECT deck_id FROM call_decks WHERE has_tiers)
""",
    "charged_calls": """
SELECT c.*, p.rate_id, p.rate, p.connect_fee, {charged c p} AS charged_seconds
FROM placed_calls c JOIN call_prices p ON p.version_id = c.version_id AND p.prefix = c.prefix
    AND p.band_of_call = c.band_of_call AND c.used_seconds >= p.from_seconds
    AND (p.to_seconds IS NULL OR c.used_seconds < p.to_seconds)
""",
    "rated_calls": """
WITH paid AS (
    SELECT *, charged_seconds AS paid_seconds FROM charged_calls WHERE included_seconds = 0
    UNION ALL
    SELECT *, least(charged_seconds, greatest(0, sum(charged_seconds) OVER (
        PARTITION BY deck_id, pool_id, cycle ORDER BY started_at, call_id
    ) - included_seconds)) FROM charged_calls WHERE included_seconds > 0
), priced AS (
    SELECT *, paid_seconds * rate + CASE
        WHEN included_seconds = 0 OR paid_seconds > 0 THEN connect_fee * 60 ELSE 0
        END AS exact_sixtieths
    FROM paid
)
SELECT call_id, service_id, account_id, carrier_id, currency, cycle, started_at, duration, dialled,
    deck_id, version_id, rate_id, prefix, band_of_call, rate, connect_fee, charged_seconds,
    paid_seconds, exact_sixtieths, included_seconds, has_tiers, rounds_each_call, rounding_method,
    rounding_decimals,
    CASE WHEN rounds_each_call THEN {rounded exact_sixtieths} END AS cost
FROM priced
""",
}


def rounded_sql(sixtieths: str, method: str, places: str) -> str:
    """The SQL of an amount that is given times sixty, rounded exactly, as ``rounding`` does.

    Only whole divisions are used: a quotient that PostgreSQL cuts at some digit could round wrong.
    """
    scaled = f"({sixtieths} * power(10::numeric, {places}))"
    return (
        f"(CASE {method} WHEN 'up' THEN -div(-{scaled}, 60) "
        f"+ (mod({scaled}, 60) > 0)::integer "
        f"WHEN 'middle' THEN div({scaled} * 2 + 60, 120) "
        f"ELSE div({scaled}, 60) END / power(10::numeric, {places}))"
    )


def charged_sql(call: str, price: str) -> str:
    """The SQL of the seconds that a row of calls is charged for by the increments of a row."""
    longer = f"{call}.duration - {price}.minimum"
    return f"""CASE WHEN {call}.duration <= 0 THEN 0
        WHEN {call}.duration <= {price}.minimum THEN {price}.minimum
        ELSE {price}.minimum + {price}.increment * (div({longer}, {price}.increment)
            + (mod({longer}, {price}.increment) > 0)::integer) END"""


def step(name: str) -> str:
    """The SELECT of a step, whole."""
    cost = rounded_sql("exact_sixtieths", "rounding_method", "rounding_decimals")
    select = STEPS[name].replace("{rounded exact_sixtieths}", cost)
    return select.replace("{charged c p}", charged_sql("c", "p"))


def statements() -> Iterator[str]:
    """What makes the tables of the steps; they go with the transaction."""
    for name, select in {"called": CALLED, **{each: step(each) for each in STEPS}}.items():
        yield f"DROP TABLE IF EXISTS pg_temp.{name}"
        yield f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {select}"
        yield f"ANALYZE pg_temp.{name}"


def rerate(*, client_id: int, since: object, until: object) -> int:
    """Leave the client's calls of a time in the table ``rated_calls``; say how many there are."""
    names = {"client": client_id, "since": since, "until": until}
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement, names)
        cursor.execute("SELECT count(*) FROM rated_calls")
        return cursor.fetchone()[0]
