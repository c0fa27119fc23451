"""Finds the credit lines of bills that came since the first dispute, and what took them again.

Only bills of carriers that have disputes, and none before: a discount that was there all along
is no answer to a dispute, nor is a line that takes a charge back on its own bill.
"""

from django.db import connection

from billing_audit.bills.charge_types import ChargeType
from retainer.lib.money import sql_places

TAXES = (ChargeType.TAX, ChargeType.SURCHARGE, ChargeType.FEE)
CORRECTIONS = (ChargeType.CREDIT, ChargeType.ADJUSTMENT)
#: Days before the first dispute in which a credit of the same amount means a standing discount.
BEFORE = 70

COLUMNS = """
    (client_id, carrier_id, account_id, kind, currency, amount, taken, "on", invoice_id, line_id,
     line_no, service, charge_code, description, is_tax, reference, found_at)
"""
ROW = """
    l.client_id, i.carrier_id, i.account_id, '{kind}', i.currency,
    round(abs(l.amount), {places}), 0, i.bill_date, i.id, l.id, l.line_no,
    coalesce(b.number, ''), coalesce(c.code, ''), l.description,
    l.charge_type = ANY (%(taxes)s) OR (l.charge_type = ANY (%(corrections)s)
        AND l.billed_service_id IS NULL AND l.description ~* '\\m(tax|surcharge)'),
    '', now()
"""
NAMES = """
    LEFT JOIN billing_audit_billedservice b ON b.id = l.billed_service_id
    LEFT JOIN billing_audit_chargecode c ON c.id = l.charge_code_id
"""
#: Since when a carrier has disputes of the client.
SINCE = """
    WITH since AS (
        SELECT carrier_id, min(submitted_on) AS day
        FROM billing_audit_dispute
        WHERE client_id = %(client)s AND submitted_on IS NOT NULL
        GROUP BY carrier_id
    )
"""

CREDITS = f"""
    {SINCE}
    INSERT INTO billing_audit_credit {COLUMNS}
    SELECT {ROW.format(kind="line", places=sql_places("i.currency"))}
    FROM since s
    JOIN billing_audit_invoice i ON i.client_id = %(client)s AND i.carrier_id = s.carrier_id
        AND i.bill_date >= s.day
    JOIN billing_audit_line l ON l.invoice_id = i.id AND l.client_id = %(client)s
        AND l.shelf_id = ANY (%(shelves)s) AND l.amount < 0 AND l.charge_type <> %(memo)s
    {NAMES}
    WHERE round(abs(l.amount), {sql_places("i.currency")}) > 0
        AND NOT EXISTS (
            SELECT FROM billing_audit_line o
            WHERE o.client_id = %(client)s AND o.shelf_id = ANY (%(shelves)s)
                AND o.invoice_id = i.id AND o.amount = -l.amount
                AND o.billed_service_id IS NOT DISTINCT FROM l.billed_service_id
                AND o.charge_code_id IS NOT DISTINCT FROM l.charge_code_id)
        AND NOT EXISTS (
            SELECT FROM billing_audit_invoice e
            JOIN billing_audit_line o ON o.invoice_id = e.id AND o.client_id = %(client)s
                AND o.shelf_id = ANY (%(shelves)s) AND o.amount = l.amount
            WHERE e.client_id = %(client)s AND e.account_id = i.account_id
                AND e.bill_date >= s.day - %(before)s AND e.bill_date < s.day
                AND o.billed_service_id IS NOT DISTINCT FROM l.billed_service_id
                AND o.charge_code_id IS NOT DISTINCT FROM l.charge_code_id)
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - no word of it comes from outside

#: A correction upwards, or the same charge, of exactly what an earlier bill credited.
CHARGED_AGAIN = f"""
    INSERT INTO billing_audit_credit {COLUMNS}
    SELECT DISTINCT ON (l.id) {ROW.format(kind="charged_again", places=sql_places("i.currency"))}
    FROM billing_audit_credit k
    JOIN billing_audit_creditmatch m ON m.credit_id = k.id AND m.state = 'confirmed'
        AND m.role = 'recovers'
    JOIN billing_audit_invoice i ON i.client_id = %(client)s AND i.account_id = k.account_id
        AND i.currency = k.currency AND i.bill_date > k."on"
    JOIN billing_audit_line l ON l.invoice_id = i.id AND l.client_id = %(client)s
        AND l.shelf_id = ANY (%(shelves)s) AND l.amount = k.amount AND (
            l.charge_type = ANY (%(corrections)s) OR l.description ~* %(words)s)
    {NAMES}
    WHERE k.client_id = %(client)s AND k.kind = 'line'
    ORDER BY l.id
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - no word of it comes from outside

#: How carriers word that they charge again what they credited.
WORDS = r"\m(revers|reinstat|re-?bill|credit)"


def look_for_credits(client_id: int, shelves: list[int]) -> int:
    """Write down what is not written down yet; how many credits and charges that is."""
    said = {
        "client": client_id,
        "shelves": shelves,
        "taxes": [int(each) for each in TAXES],
        "corrections": [int(each) for each in CORRECTIONS],
        "memo": int(ChargeType.MEMO),
        "before": BEFORE,
        "words": WORDS,
    }
    found = 0
    with connection.cursor() as cursor:
        for statement in (CREDITS, CHARGED_AGAIN):
            cursor.execute(statement, said)
            found += cursor.rowcount
    return found
