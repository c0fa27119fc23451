"""What orders and the inventory begin: services no bill has charged yet, one-time charges."""

from billing_audit.checks.proration import share
from billing_audit.expected.writing import expect, told

#: The newest order that brought a service, at the carrier of the bill or, unknown yet, any.
ORDERED = """
        SELECT o.id AS order_id, o.number AS order_number, o.carrier_id,
            coalesce(o.effective_on, o.completed_on) AS settled_on, o.confirmed_for,
            i.monthly_rate AS ordered_rate
        FROM clients_orderitem i JOIN clients_serviceorder o ON o.id = i.order_id
        WHERE i.service_id = s.id AND i.what = 'new' AND o.cancelled_on IS NULL
        ORDER BY o.placed_on DESC, o.id DESC LIMIT 1"""
#: The account of a service that names none: its carrier's only one.
ONLY_ACCOUNT = """(
            SELECT min(a.id) FROM clients_billingaccount a
            WHERE a.client_id = %(client)s AND a.carrier_id = {carrier}
            HAVING count(*) = 1)"""

# A service that should have begun before the last billing period and is not billed is left to
# people: nobody can say when the carrier will remember it.
BEGUN = f"""
    SELECT f.expected_id, f.places, f.currency, f.proration, f.carrier_id, p.span_from, p.span_to,
        p.days, p.last_from, p.last_days, b.*
    FROM (
        SELECT s.id AS service_id, s.number, s.site_id, s.disconnect_date, o.order_id,
            o.order_number, coalesce(o.ordered_rate, s.monthly_rate) AS monthly,
            coalesce(nullif(s.product, ''), nullif(s.kind, ''), 'New service') AS description,
            coalesce(o.settled_on, s.install_date, o.confirmed_for) AS began_on,
            coalesce(o.settled_on, s.install_date) IS NOT NULL AS is_done,
            coalesce(s.account_id, {ONLY_ACCOUNT.format(carrier="o.carrier_id")}) AS account_id,
            o.carrier_id AS order_carrier_id
        FROM clients_service s
        LEFT JOIN LATERAL ({ORDERED}) o ON true
        WHERE s.client_id = %(client)s AND s.state = 'confirmed'
            AND coalesce(o.settled_on, s.install_date, o.confirmed_for)
                >= (SELECT min(p.last_from) FROM spans p)
    ) b
    JOIN foretold f ON f.account_id = b.account_id
        AND coalesce(b.order_carrier_id, f.carrier_id) = f.carrier_id
    JOIN spans p USING (expected_id)
    WHERE b.began_on BETWEEN p.last_from AND p.span_to
        AND coalesce(b.disconnect_date, 'infinity') >= p.span_from
        AND NOT EXISTS (
            SELECT FROM last_lines l
            WHERE l.expected_id = f.expected_id AND l.service_id = b.service_id
                AND l.charge_type = {{type recurring}}
        )"""  # noqa: S608
# What it costs: the rate ordered, else the service's own rates in the contract for charges that
# the account has every month.  The charge is known where a rate fits that comes to the same.
PRICED = f"""
    SELECT b.*, c.charge_code_id, c.rate_id, c.agreed, coalesce(b.monthly, c.agreed) AS price
    FROM ({BEGUN}) b
    LEFT JOIN LATERAL (
        SELECT r.rate_id, r.charge_code_id, r.contract_rate AS agreed, row_number() OVER (
                ORDER BY r.specific DESC, r.rate_id DESC
            ) AS place
        FROM rates r
        WHERE (r.service_id = b.service_id
                OR r.service_id IS NULL AND b.monthly IS NOT NULL)
            AND (r.site_id IS NULL OR r.site_id = b.site_id)
            AND r.currency = b.currency
            AND b.span_from >= r.valid_from AND b.span_from < r.valid_until
            AND (b.monthly IS NULL OR r.contract_rate = b.monthly)
            AND EXISTS (
                SELECT FROM last_lines l
                WHERE l.expected_id = b.expected_id AND l.charge_code_id = r.charge_code_id
                    AND l.charge_type = {{type recurring}}
            )
    ) c ON b.monthly IS NULL OR c.place = 1
    WHERE coalesce(b.monthly, c.agreed) > 0"""  # noqa: S608

WHOLE = "SELECT b.*, b.span_from AS goes_from, b.span_to AS goes_to, 'ordered' AS rule, 1.0 AS part"
LATE = share("b.span_to - b.began_on + 1", "b.days", "b.proration")
EARLY = share("b.span_from - b.began_on", "b.last_days", "b.proration")
# The whole next period, or the part of it from the first day; and the days before it, once.
PIECES = f"""
    WITH priced AS ({PRICED})
    {WHOLE} FROM priced b WHERE b.began_on <= b.span_from
    UNION ALL
    SELECT b.*, b.began_on, b.span_to, 'ordered_part', {LATE} FROM priced b
    WHERE b.began_on > b.span_from
    UNION ALL
    SELECT b.*, b.began_on, b.span_from - 1, 'ordered_before', {EARLY} FROM priced b
    WHERE b.began_on < b.span_from"""  # noqa: S608
STARTING = f"""
    SELECT x.*, n.billed_service_id, round(x.price * x.part, x.places) AS due,
        x.is_done AND (x.part = 1 OR x.proration <> '') AS is_sure
    FROM ({PIECES}) x
    LEFT JOIN LATERAL (
        SELECT min(n.billed_service_id) AS billed_service_id FROM inventory n
        WHERE n.service_id = x.service_id
    ) n ON true"""  # noqa: S608

# Agreed one-time charges of orders that were done since the bill before the last one.
ONE_TIME = f"""
    SELECT f.expected_id, o.id AS order_id, o.number AS order_number, o.charge_agreed AS due,
        s.id AS service_id, s.number, n.billed_service_id
    FROM clients_serviceorder o
    JOIN LATERAL (
        SELECT s.id, s.number, s.account_id FROM clients_orderitem i
        JOIN clients_service s ON s.id = i.service_id
        WHERE i.order_id = o.id ORDER BY i.id LIMIT 1
    ) s ON true
    JOIN foretold f ON f.carrier_id = o.carrier_id
        AND f.account_id = coalesce(s.account_id, {ONLY_ACCOUNT.format(carrier="o.carrier_id")})
    LEFT JOIN LATERAL (
        SELECT min(n.billed_service_id) AS billed_service_id FROM inventory n
        WHERE n.service_id = s.id
    ) n ON true
    WHERE o.client_id = %(client)s AND o.cancelled_on IS NULL AND NOT o.charge_waived
        AND o.charge_agreed > 0 AND o.completed_on <= f.due_on
        AND o.completed_on > (f.last_date - f.cycle * interval '1 month')::date
        AND NOT EXISTS (
            SELECT FROM last_lines l
            WHERE l.expected_id = f.expected_id AND l.charge_type = {{type one_time}}
                AND l.amount = o.charge_agreed
        )"""  # noqa: S608

ORDER = {"order": "x.order_id", "order_number": "x.order_number"}
NEW = {
    "quantity": "1",
    "unit_rate": "x.price",
    "before": "0",
    "jurisdiction": "''",
    "line_id": "null",
    "service_number": "CASE WHEN x.billed_service_id IS NULL THEN x.number ELSE '' END",
}
STATEMENTS = (
    expect(
        STARTING,
        **NEW,
        charge_type="{type recurring}",
        period_from="x.goes_from",
        period_to="x.goes_to",
        sure="CASE WHEN x.is_sure THEN 'agreed' ELSE 'estimate' END",
        low="CASE WHEN NOT x.is_sure THEN CASE WHEN x.is_done THEN x.due ELSE 0 END END",
        high="CASE WHEN NOT x.is_sure THEN x.price END",
        inputs=told(
            **ORDER, service="x.service_id", began_on="x.began_on", monthly="x.price",
            rate="x.rate_id", is_done="CASE WHEN NOT x.is_done THEN 'no' END",
        ),
    ),
    expect(
        ONE_TIME,
        **(NEW | {"unit_rate": "x.due"}),
        charge_code_id="null",
        charge_type="{type one_time}",
        description="'One-time charge of order ' || x.order_number",
        period_from="null",
        period_to="null",
        sure="'agreed'",
        rule="'one_time'",
        inputs=told(**ORDER, service="x.service_id"),
    ),
)  # fmt: skip
