"""Paper bills to damage: a PDF whose text nothing packs, and a bill that was entered."""

from billing_audit.bills.importers.paper.draft import HEAD, Draft
from billing_audit.bills.importers.paper.entered import document_of
from billing_audit.bills.importers.paper.sums import sum_line
from billing_audit.bills.importers.paper.template import (
    Column,
    Conventions,
    Fields,
    Label,
    Mark,
    Section,
    Sum,
    Table,
    Template,
)
from tests.billing_audit.bills.paper import pdf_files

TEMPLATE = Template(
    carrier="Corvane",
    marks=(Mark("Corvane bill"),),
    conventions=Conventions(".", "month-day-year", "USD"),
    fields=Fields(
        invoice_no=Label("Invoice"),
        account_no=Label("Account", "below"),
        bill_date=Label("Date"),
        period=Label("Period"),
        total=Label("Total"),
    ),
    tables=(
        Table(
            columns=(Column("description", 40, 300), Column("amount", 400, 560)),
            after="Charges",
            before="Total",
            sections=(Section("Phone", "service_id"),),
        ),
    ),
    sums=(Sum(description="Tax", place=Label("Tax"), charge_type="tax", may_be_missing=True),),
)
LINES = (
    (72, "Corvane bill"), (72, "Invoice INV-1"), (72, "Account"), (72, "1001"),
    (72, "Date Mar 1, 2026"), (72, "Period Feb 1 - Feb 28, 2026"), (72, "Charges"),
    (72, "Phone 212-555-0100"), (72, "Port 100"), (450, "563.04"), (72, "for the office"),
    (72, "Credit"), (450, "\\(12.00\\)"), (72, "Total 556.04"), (72, "Tax 5.00"),
)  # fmt: skip


def paper() -> bytes:
    """A page on which amounts stand beside their words."""
    height, shown = 800, []
    for left, text in LINES:
        height -= 0 if left > 72 else 14
        shown.append(f"BT /F1 9 Tf {left} {height} Td ({text}) Tj ET")
    return pdf_files.pdf("\n".join(shown).encode())


def entered() -> bytes:
    head = {
        **dict.fromkeys(HEAD, ""), "carrier": "Corvane", "account_no": "1001",
        "invoice_no": "INV-1", "bill_date": "2026-03-01", "currency": "USD",
        "stated_total": "563.04", "document_type": "invoice",
    }  # fmt: skip
    return document_of(Draft(head, [sum_line("Port", "recurring", "563.04", 1)]))
