"""What every expected bill is made from: small tables of this transaction.

``foretold``    the bills to expect, each with the last bill and the contract it falls under
``last_lines``  the lines of the last bills, with the period that comes next
``spans``       the billing period of each account: the last one and the next
``endings``     services that end, by their order or by the inventory
"""

from billing_audit.expected.performing import Table

# What the carrier does not know of ends nothing; a date it only confirmed may still move.
ENDINGS = Table(
    "endings",
    "billed_service_id",
    """
    SELECT DISTINCT ON (x.billed_service_id) x.* FROM (
        SELECT r.billed_service_id, r.order_carrier_id AS carrier_id, r.back_on, r.order_id,
            r.order_number, null::bigint AS service_id,
            coalesce(r.effective_on, r.completed_on) IS NOT NULL AS is_done,
            CASE WHEN r.effective_on IS NOT NULL THEN r.effective_on
                WHEN r.completed_on IS NULL THEN r.confirmed_for
                WHEN r.is_replaced
                    THEN r.completed_on + coalesce(r.overlap_days, r.overlap, 0)
                ELSE greatest(r.completed_on, r.placed_on + coalesce(r.notice, 0))
            END AS ended_on
        FROM removals r
        UNION ALL
        SELECT n.billed_service_id, null, 'infinity', null, null, n.service_id, true,
            n.disconnect_date
        FROM inventory n WHERE n.state = 'confirmed' AND n.disconnect_date IS NOT NULL
    ) x
    WHERE x.ended_on IS NOT NULL
    ORDER BY x.billed_service_id, x.ended_on, x.order_id NULLS LAST""",
)

GROUND = (
    Table(
        "foretold",
        "expected_id",
        """
        SELECT e.id AS expected_id, e.account_id, e.last_bill_id AS invoice_id, b.carrier_id,
            b.bill_date AS last_date, e.due_on, e.month, e.cycle, e.currency,
            {places e.currency} AS places, g.contract_id, coalesce(k.proration, '') AS proration,
            coalesce(k.prorates_disconnects, false) AS prorates_disconnects
        FROM billing_audit_expectedbill e
        JOIN billing_audit_invoice b ON b.id = e.last_bill_id
        LEFT JOIN agreements g ON g.invoice_id = b.id
        LEFT JOIN clients_contract k ON k.id = g.contract_id
        WHERE e.client_id = %(client)s AND e.id = ANY (%(expected)s)""",
    ),
    Table(
        "last_lines",
        "expected_id, billed_service_id",
        """
        SELECT f.expected_id, f.account_id, f.invoice_id, f.carrier_id, f.cycle, f.places,
            f.currency, f.due_on, f.last_date, f.contract_id, f.proration, f.prorates_disconnects,
            l.id AS line_id, l.line_no, l.billed_service_id, l.charge_code_id, l.charge_type,
            l.description, l.quantity, l.unit_rate, l.amount, l.period_from, l.period_to,
            l.jurisdiction, l.parent_line, l.source_row, k.code, n.service_id, n.site_id,
            (l.period_from + f.cycle * interval '1 month')::date AS next_from,
            ((l.period_to + 1) + f.cycle * interval '1 month')::date - 1 AS next_to,
            l.amount > 0 AND {taken_back l} AS is_taken_back
        FROM foretold f
        JOIN billing_audit_line l ON l.invoice_id = f.invoice_id
        LEFT JOIN inventory n USING (billed_service_id)
        LEFT JOIN billing_audit_chargecode k ON k.id = l.charge_code_id
        WHERE l.client_id = %(client)s AND l.shelf_id = ANY (%(shelves)s)
            AND l.charge_type <> {type memo}""",
    ),
    # The period most of its monthly charges have; what is short or paid years ahead is no guide.
    Table(
        "spans",
        "expected_id",
        """
        SELECT DISTINCT ON (l.expected_id) l.expected_id, l.period_from AS last_from,
            l.period_to AS last_to, l.next_from AS span_from, l.next_to AS span_to,
            l.next_to - l.next_from + 1 AS days, l.period_to - l.period_from + 1 AS last_days
        FROM last_lines l
        WHERE l.charge_type = {type recurring}
            AND l.period_to - l.period_from BETWEEN 27 AND 31 * l.cycle
        GROUP BY l.expected_id, l.period_from, l.period_to, l.next_from, l.next_to
        ORDER BY l.expected_id, count(*) DESC, l.next_from DESC""",
    ),
    ENDINGS,
)
