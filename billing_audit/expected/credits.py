"""Credits: discounts and promises of the contract, and what came back every month so far."""

from billing_audit.expected.writing import expect, told

#: A discount of the contract under a charge code, as far as it holds on a day.
HOLDING = """
        SELECT d.* FROM discounts d
        WHERE d.invoice_id = {row}.invoice_id AND d.credit_code_id = {row}.charge_code_id
            AND {day} >= d.valid_from AND {day} < d.valid_until
        ORDER BY d.discount_id LIMIT 1"""
#: What a discount is due on: of the charges expected, and of those of the last bill.
NEW_BASE = """(
            SELECT coalesce(sum(x.amount), 0) FROM billing_audit_expectedline x
            LEFT JOIN inventory s USING (billed_service_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = x.charge_code_id
            WHERE x.expected_bill_id = {row}.expected_id AND {{discounted x}}
                AND ({row}.billed_service_id IS NULL
                    OR x.billed_service_id = {row}.billed_service_id))"""
OLD_BASE = """(
            SELECT coalesce(sum(x.amount), 0) FROM last_lines x
            LEFT JOIN inventory s USING (billed_service_id)
            LEFT JOIN billing_audit_chargecode k ON k.id = x.charge_code_id
            WHERE x.expected_id = {row}.expected_id AND {{discounted x}}
                AND ({row}.billed_service_id IS NULL
                    OR x.billed_service_id = {row}.billed_service_id))"""

# Discount lines of the last bill: reckoned anew where they were the agreed percentage to the cent.
GIVEN = f"""
    SELECT l.*, CASE
            WHEN l.discount_id IS NULL OR l.new_base = 0 THEN 0
            WHEN l.is_exact THEN -round(l.new_base * l.percent / 100, l.places)
            WHEN l.old_base > 0 THEN round(l.amount * l.new_base / l.old_base, l.places)
            ELSE l.amount END AS due,
        CASE WHEN l.discount_id IS NULL OR l.new_base = 0 THEN 'credit_ended'
            WHEN l.is_exact THEN 'discount' ELSE 'discount_scaled' END AS rule,
        CASE WHEN l.discount_id IS NULL OR l.new_base = 0 OR l.is_exact THEN 'agreed'
            ELSE 'estimate' END AS sure
    FROM (
        SELECT l.*, now.discount_id, now.percent, now.base AS new_base, was.base AS old_base,
            abs(coalesce(l.amount + was.base * was.percent / 100, 1)) <= 0.01 AS is_exact
        FROM last_lines l
        LEFT JOIN LATERAL (
            SELECT d.*, {NEW_BASE.format(row="l")} AS base
            FROM ({HOLDING.format(row="l", day="coalesce(l.next_from, l.due_on)")}) d
        ) now ON true
        LEFT JOIN LATERAL (
            SELECT d.*, {OLD_BASE.format(row="l")} AS base
            FROM ({HOLDING.format(row="l", day="coalesce(l.period_from, l.last_date)")}) d
        ) was ON true
        WHERE l.amount < 0 AND EXISTS (
            SELECT FROM discounts d
            WHERE d.invoice_id = l.invoice_id AND d.credit_code_id = l.charge_code_id
                AND d.shown = 'line'
        )
    ) l"""  # noqa: S608
# Discounts that hold and that no bill of the contract's last month shows.
FORGOTTEN = f"""
    SELECT f.*, -round(f.base * f.percent / 100, f.places) AS due FROM (
        SELECT f.*, d.discount_id, d.percent, d.credit_code, d.credit_code_id AS charge_code_id,
            s.span_from AS next_from, s.span_to AS next_to, {NEW_BASE.format(row="f")} AS base
        FROM (SELECT f.*, null::bigint AS billed_service_id FROM foretold f) f
        JOIN discounts d ON d.invoice_id = f.invoice_id AND d.shown = 'line'
        LEFT JOIN spans s USING (expected_id)
        WHERE coalesce(s.span_from, f.due_on) >= d.valid_from
            AND coalesce(s.span_from, f.due_on) < d.valid_until
            AND d.percent > 0 AND NOT EXISTS (
                SELECT FROM agreements a
                JOIN all_bills b USING (invoice_id)
                JOIN billing_audit_line l ON l.invoice_id = a.invoice_id
                    AND l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
                WHERE a.contract_id = f.contract_id AND l.charge_code_id = d.credit_code_id
                    AND l.amount < 0 AND b.bill_date > f.last_date - 31
            )
    ) f WHERE f.base > 0"""  # noqa: S608

# Promised for the month, on the account the promise names; else where it came last, else the first
# account of the contract.
PROMISED = """
    SELECT f.expected_id, s.id AS promise_id, s.name, s.amount AS promised, k.id AS charge_code_id
    FROM foretold f
    JOIN clients_scheduledcredit s ON s.contract_id = f.contract_id AND s.amount > 0
        AND (s.condition = '' OR s.condition_met)
        AND date_trunc('month', lower(s.valid)) <= f.month
        AND (upper(s.valid) IS NULL OR f.month < upper(s.valid))
    LEFT JOIN billing_audit_chargecode k ON k.client_id = %(client)s
        AND k.carrier_id = f.carrier_id AND k.code = s.credit_codes[1]
    WHERE s.client_id = %(client)s AND f.account_id = coalesce(
        s.account_id,
        (
            SELECT l.account_id FROM agreements a
            JOIN billing_audit_line l ON l.invoice_id = a.invoice_id
                AND l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
            JOIN billing_audit_chargecode c ON c.id = l.charge_code_id
            WHERE a.contract_id = s.contract_id AND c.code = ANY (s.credit_codes)
                AND l.amount < 0
            ORDER BY a.bill_date DESC, l.id DESC LIMIT 1
        ),
        (SELECT min(a.account_id) FROM agreements a WHERE a.contract_id = s.contract_id)
    )"""
#: Whether a credit line is one of a promise.
OF_A_PROMISE = """
        SELECT s.id AS promise_id, s.name FROM clients_scheduledcredit s
        WHERE s.contract_id = l.contract_id AND s.client_id = %(client)s
            AND CASE WHEN s.credit_codes = '{}' THEN l.amount = -s.amount
                ELSE l.code = ANY (s.credit_codes) END
        ORDER BY upper(s.valid) DESC NULLS FIRST LIMIT 1"""
# What the last bill gave for a promise: the promise's own line takes its place, or it has ended.
# Any other credit goes on when the bill before had it too, and its service does not end.
OTHER = f"""
    SELECT l.*, CASE WHEN l.is_promise OR l.ended_on IS NOT NULL THEN 0 ELSE l.amount END AS due,
        CASE WHEN l.is_promise THEN 'credit_ended' WHEN l.ended_on IS NOT NULL THEN 'ended'
            ELSE 'credit' END AS rule,
        CASE WHEN l.is_promise OR l.ended_on IS NOT NULL THEN 'agreed' ELSE 'carried' END AS sure
    FROM (
        SELECT l.*, p.promise_id, p.name, p.promise_id IS NOT NULL AS is_promise, e.ended_on,
            e.order_id, e.order_number, e.service_id AS ending_service_id
        FROM last_lines l
        LEFT JOIN LATERAL ({OF_A_PROMISE}) p ON true
        LEFT JOIN endings e ON e.billed_service_id = l.billed_service_id AND e.is_done
            AND (e.carrier_id IS NULL OR e.carrier_id = l.carrier_id)
            AND e.ended_on < coalesce(l.next_from, l.due_on)
            AND e.back_on > coalesce(l.next_from, l.due_on)
        WHERE l.charge_type = {{type credit}} AND l.amount < 0
            AND NOT EXISTS (
                SELECT FROM discounts d
                WHERE d.invoice_id = l.invoice_id AND d.credit_code_id = l.charge_code_id
                    AND d.shown = 'line'
            )
            AND NOT EXISTS (
                SELECT FROM last_lines c
                WHERE c.expected_id = l.expected_id AND c.is_taken_back AND c.amount = -l.amount
                    AND c.billed_service_id = l.billed_service_id
                    AND c.charge_code_id IS NOT DISTINCT FROM l.charge_code_id
            )
    ) l
    WHERE CASE WHEN l.is_promise THEN NOT EXISTS (
            SELECT FROM billing_audit_expectedline x
            WHERE x.expected_bill_id = l.expected_id AND x.rule = 'promised'
                AND x.inputs ->> 'promise' = l.promise_id::text
        )
        ELSE EXISTS (
            SELECT FROM continuing c
            WHERE c.expected_id = l.expected_id AND c.billed_service_id = l.billed_service_id
                AND c.rule = 'carried' AND c.agreed IS NOT NULL
                AND abs(l.amount + c.amount - c.agreed * c.quantity) <= 0.01
        ) OR EXISTS (
            SELECT FROM bills_before b
            JOIN billing_audit_line p ON p.invoice_id = b.invoice_id
                AND p.client_id = %(client)s AND p.shelf_id = ANY (%(shelves)s)
            WHERE b.expected_id = l.expected_id AND b.back = 2
                AND p.charge_type = {{type credit}} AND p.amount = l.amount
                AND p.billed_service_id IS NOT DISTINCT FROM l.billed_service_id
                AND p.charge_code_id IS NOT DISTINCT FROM l.charge_code_id
                AND (p.charge_code_id IS NOT NULL OR p.description = l.description)
        ) END"""  # noqa: S608

NEW = {
    "charge_type": "{type credit}",
    "quantity": "null",
    "unit_rate": "null",
    "jurisdiction": "''",
    "before": "0",
    "sure": "'agreed'",
    "line_id": "null",
}
DISCOUNT = {"discount": "x.discount_id", "percent": "x.percent"}
STATEMENTS = (
    expect(
        GIVEN,
        charge_type="{type credit}",
        inputs=told(line="x.line_id", before="x.amount", base="x.new_base", **DISCOUNT),
    ),
    expect(
        FORGOTTEN,
        **NEW,
        description="'Discount ' || x.credit_code",
        rule="'discount_due'",
        inputs=told(base="x.base", **DISCOUNT),
    ),
    # What the last bill gave for it stands beside it, so that the two can be compared.
    expect(
        PROMISED,
        **(NEW | {
            "before": """coalesce((
            SELECT sum(l.amount) FROM last_lines l
            WHERE l.expected_id = x.expected_id AND l.amount < 0
                AND l.charge_code_id = x.charge_code_id), 0)"""
        }),
        billed_service_id="null",
        description="x.name",
        amount="-x.promised",
        period_from="null",
        period_to="null",
        rule="'promised'",
        inputs=told(promise="x.promise_id", name="x.name"),
    ),
    expect(
        OTHER,
        inputs=told(
            line="x.line_id", before="x.amount", promise="x.promise_id", name="x.name",
            ended_on="x.ended_on", order="x.order_id", order_number="x.order_number",
            service="x.ending_service_id",
        ),
    ),
)  # fmt: skip
