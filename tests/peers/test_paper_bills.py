"""invoice2data on paper bills beside our templates: the same figures from the same PDF.

Its samples are real bills and not ours to keep, so the bill here is made up in the words that the
template it ships for Telstra looks for: number, account, date, total and GST.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from invoice2data import extract_data
from invoice2data.extract.loader import read_templates
from invoice2data.input import pdfplumber

from billing_audit.bills.importers.paper.stream import stream_of
from billing_audit.bills.importers.paper.template import (
    Column,
    Conventions,
    Fields,
    Label,
    Mark,
    Sum,
    Table,
    Template,
)
from tests.billing_audit.bills.paper.carriers import paper, row
from tests.billing_audit.bills.paper.reading import draft_of
from tests.billing_audit.bills.parts import Parts

BILL = paper(
    "<p>Telstra Corporation Limited ABN 33 051 775 556</p>"
    "<p>Account 123 4567 890</p><p>Bill number P 797 826 600-9</p>"
    "<p>Tax Invoice - issued 18 Apr 26</p>"
    '<table><colgroup><col style="width:400pt"><col style="width:115pt"></colgroup>'
    + row("New charges", ">Amount")
    + row("Business line, 20 services", ">$1,000.00")
    + row("Calls", ">$122.22")
    + "</table><p>GST included in new charges $112.22</p>"
    + "<p>Total $1,234.44</p>"
)
OURS = Template(
    carrier="Telstra",
    marks=(Mark("Telstra Corporation Limited"), Mark("ABN 33 051 775 556")),
    conventions=Conventions(".", "day-month-year", "AUD"),
    fields=Fields(
        invoice_no=Label("Bill number"),
        account_no=Label("Account"),
        bill_date=Label("Tax Invoice - issued"),
        total=Label("Total"),
    ),
    tables=(
        Table(
            columns=(Column("description", 40, 400), Column("amount", 440, 560)),
            after="New charges",
            before="GST included",
        ),
    ),
    sums=(Sum(description="GST", place=Label("GST included in new charges"), charge_type="tax"),),
)


def theirs(folder: Path) -> dict:
    path = folder / "bill.pdf"
    path.write_bytes(BILL)
    shipped = [each for each in read_templates() if each["issuer"].startswith("Telstra")]
    return extract_data(str(path), templates=shipped, input_module=pdfplumber)


def test_we_find_the_figures_that_invoice2data_finds(tmp_path: Path) -> None:
    found = theirs(tmp_path)
    parts = Parts(stream_of(draft_of(BILL, OURS)))

    [invoice] = parts.invoices
    assert invoice.invoice_no == found["invoice_number"] == "P 797 826 600-9"
    assert invoice.account_no == found["account_number"] == "123 4567 890"
    assert invoice.bill_date == found["date"].date() == date(2026, 4, 18)
    assert float(invoice.stated_total) == found["amount"] == 1234.44
    [tax] = [line for line in parts.lines if line.charge_type == "tax"]
    assert f"{tax.amount:f}" == found["gst"]


def test_we_also_read_the_lines_and_prove_them(tmp_path: Path) -> None:
    parts = Parts(stream_of(draft_of(BILL, OURS)))

    assert "lines" not in theirs(tmp_path)
    assert [(line.description, line.amount) for line in parts.lines] == [
        ("Business line, 20 services", Decimal("1000.00")),
        ("Calls", Decimal("122.22")),
        ("GST", Decimal("112.22")),
    ]
    assert parts.total == parts.invoices[0].stated_total
