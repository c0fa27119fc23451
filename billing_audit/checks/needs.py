"""What must be on file before a check can say anything about a client."""

from dataclasses import dataclass

from django.db import connection

from billing_audit.bills.importers import WITH_RULES


@dataclass(frozen=True)
class Need:
    """A kind of data, in words, and the question whether the client has any of it."""

    words: str
    #: A table and condition; ``%(client)s`` is the client's key.
    rows: str

    def is_met(self, client_id: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {self.rows})", {"client": client_id})  # noqa: S608
            return cursor.fetchone()[0]


CONTRACT_RATES = Need("contract rates", "clients_contractrate WHERE client_id = %(client)s")
INVENTORY = Need(
    "an inventory of services",
    "clients_service WHERE client_id = %(client)s AND state = 'confirmed'",
)
#: Unmet only where every bill was entered by its totals.
BILL_LINES = Need(
    "bills with their lines",
    "(SELECT count(*) AS bills, count(*) FILTER (WHERE file.format = 'totals') AS totals "
    "FROM billing_audit_invoice invoice "
    "JOIN billing_audit_billfile file ON file.id = invoice.bill_file_id "
    "WHERE invoice.client_id = %(client)s) counted WHERE bills = 0 OR totals < bills",
)
STATED_TOTALS = Need(
    "totals stated by the carriers",
    "billing_audit_invoice WHERE client_id = %(client)s AND stated_total IS NOT NULL",
)
E_INVOICES = Need(
    "electronic invoices",
    "billing_audit_billfile WHERE client_id = %(client)s "
    f"AND format = ANY ('{{{','.join(WITH_RULES)}}}')",
)
