"""Totals that carriers state on paper, declared in a CSV beside the bills."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from billing_audit.bills.importers.standard_csv.cells import (
    Cells,
    Day,
    Number,
    Text,
    Unreadable,
    clean,
    shown,
)
from clients.people.models import Client
from retainer.lib.refusal import Refused

COLUMNS: dict[str, Cells] = {
    "carrier": Text(120),
    "account_no": Text(60, required=True),
    "invoice_no": Text(80, required=True),
    "bill_date": Day(required=True),
    "total": Number(12, 6, required=True),
}

#: Where a bill's format states its own total, that one is used; the standard CSV has none.
STATE_TOTALS = """
WITH declared AS (
    SELECT * FROM unnest(%(carriers)s::text[], %(accounts)s::text[], %(numbers)s::text[],
            %(days)s::date[], %(totals)s::numeric[])
        WITH ORDINALITY AS row(carrier, account_no, number, bill_date, total, place)
), meant AS (
    SELECT declared.place, declared.total, invoice.id,
        bill_file.format = 'standard-csv' OR invoice.stated_total IS NULL AS takes_it
    FROM declared
    JOIN clients_billingaccount account ON account.number = declared.account_no
    JOIN clients_carrier carrier ON declared.carrier = ''
        OR upper(carrier.name) = upper(declared.carrier)
    JOIN billing_audit_invoice invoice ON invoice.client_id = %(client)s
        AND invoice.account_id = account.id AND invoice.carrier_id = carrier.id
        AND invoice.number = declared.number AND invoice.bill_date = declared.bill_date
    JOIN billing_audit_billfile bill_file ON bill_file.id = invoice.bill_file_id
), stated AS (
    UPDATE billing_audit_invoice invoice SET stated_total = meant.total
    FROM meant WHERE invoice.id = meant.id AND meant.takes_it
)
SELECT place FROM declared WHERE place NOT IN (SELECT place FROM meant) ORDER BY place
"""


class Declared(NamedTuple):
    """What one invoice is said to come to."""

    carrier: str
    account_no: str
    invoice_no: str
    bill_date: str
    total: str


def read_declared(path: Path) -> list[Declared]:
    """The rows of the file; the first cell nobody can read refuses all of it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            header = [(name or "").strip().lower() for name in table.fieldnames or ()]
            if missing := [name for name in COLUMNS if name not in header and name != "carrier"]:
                raise Refused(f"{path.name} has no column {', '.join(missing)}.")
            table.fieldnames = header
            return [_declared(row, table.line_num, path.name) for row in table]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise Refused(f"{path.name} is no CSV in UTF-8. Save it as one and try again.") from wrong


def state_totals(client: Client, declared: Sequence[Declared]) -> list[Declared]:
    """Note the declared totals on the client's invoices; gives those that fit none of them."""
    names = ("carriers", "accounts", "numbers", "days", "totals")
    columns = dict(zip(names, map(list, zip(*declared, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(STATE_TOTALS, {"client": client.pk, **columns})
        return [declared[place - 1] for (place,) in cursor.fetchall()]


def _declared(row: dict[str, str | None], line: int, name: str) -> Declared:
    cells = {}
    for column, known in COLUMNS.items():
        try:
            known[row.get(column) or ""]
        except Unreadable as wrong:
            raise Refused(
                f"{name}, line {line}, column {column}: {wrong.reason} "
                f"It says “{shown(row.get(column) or '')}”."
            ) from wrong
        cells[column] = clean(row.get(column) or "")
    return Declared(*(cells[column] for column in COLUMNS))
