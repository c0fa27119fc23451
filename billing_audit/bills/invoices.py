"""The invoices of an import, stored with the sums of their lines in one statement."""

import json

from django.db import connection

from billing_audit.bills.intake import Intake
from billing_audit.bills.models import ArithmeticFault, BillFile, ChargeType

BATCH = 2000

STORE = """
INSERT INTO billing_audit_invoice (
    id, client_id, bill_file_id, account_id, carrier_id, number, bill_date, due_date,
    period_from, period_to, currency, document_type, stated_total, amount_due,
    previous_balance, payments, adjustments, buyer, source_ref, lines_total, line_count
)
SELECT note.key, %(client)s, %(bill_file)s, account.id, account.carrier_id, note.invoice_no,
    note.bill_date, note.due_date, note.period_from, note.period_to,
    coalesce(nullif(note.currency, ''), account.currency), note.document_type,
    note.stated_total, note.amount_due, note.previous_balance, note.payments, note.adjustments,
    left(note.buyer, 200), left(note.source_ref, 200),
    coalesce(line.total, 0), coalesce(line.counted, 0)
FROM jsonb_to_recordset(%(notes)s::jsonb) AS note(
    key bigint, account bigint, invoice_no text, bill_date date, due_date date, period_from date,
    period_to date, currency text, document_type text, stated_total numeric, amount_due numeric,
    previous_balance numeric, payments numeric, adjustments numeric, buyer text, source_ref text
)
JOIN clients_billingaccount account ON account.id = note.account
LEFT JOIN (
    SELECT invoice_id, sum(amount) FILTER (WHERE charge_type <> %(memo)s) AS total,
        count(*) FILTER (WHERE charge_type <> %(memo)s) AS counted
    FROM {table} GROUP BY invoice_id
) line ON line.invoice_id = note.key
"""


def store(intake: Intake, bill_file: BillFile, table: str) -> int:
    """Store the invoices that are loaded; gives the number of lines in the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            STORE.format(table=table),
            {
                "client": bill_file.client_id,
                "bill_file": bill_file.pk,
                "notes": json.dumps(intake.loaded()),
                "memo": ChargeType.MEMO,
            },
        )
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 a name of ours
        lines = cursor.fetchone()[0]
    ArithmeticFault.objects.bulk_create(
        (
            ArithmeticFault(client_id=bill_file.client_id, **fault)
            for fault in intake.faults
            if fault["invoice_id"] not in intake.refused
        ),
        batch_size=BATCH,
    )
    return lines
