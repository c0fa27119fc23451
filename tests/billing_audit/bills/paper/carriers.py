"""Three carriers that do not exist, what their bills look like, and templates somebody drew."""

from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

from django.conf import settings
from weasyprint import HTML

from billing_audit.bills.importers.paper.template import (
    Box,
    Column,
    Conventions,
    Fields,
    Kind,
    Label,
    Mark,
    Region,
    Section,
    Sum,
    Table,
    Template,
)

#: In the test's own process and with our own font, so that words stand in the same places
#: everywhere and nobody waits for a child.
FONT = Path(settings.BASE_DIR) / "static" / "fonts" / "Inter-Regular.ttf"
STYLE = (
    f"@font-face {{ font-family: Inter; src: url({FONT.as_uri()}) }}"
    + """
@page { size: A4; margin: 60pt 40pt; }
body { font: 9pt Inter, sans-serif; margin: 0 }
h1 { font-size: 16pt; margin: 0 0 10pt }
table { border-collapse: collapse; table-layout: fixed; width: 515pt }
td, th { padding: 2pt 0; text-align: left; vertical-align: top; font-size: 9pt }
td.r, th.r { text-align: right }
"""
)


@cache
def paper(body: str, *, style: str = "", title: str = "Bill") -> bytes:
    """A PDF of the page's inside."""
    return HTML(
        string=f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    ).write_pdf()


def row(*cells: str) -> str:
    """A row of a table; a cell that begins with ">" stands at the right."""
    return "<tr>" + "".join(_cell(cell) for cell in cells) + "</tr>"


def _cell(cell: str) -> str:
    if cell.startswith(">"):
        return f'<td class="r">{escape(cell[1:])}</td>'
    return f"<td>{escape(cell)}</td>"


@dataclass
class Nordtel:
    """German: a section per phone number, a table over several pages, VAT below it."""

    number: str = "R-2026-0331"
    #: Phone number to its rows: description, quantity, amount, as printed.
    sections: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    net: str = ""
    vat: str = ""
    total: str = ""

    def pdf(self) -> bytes:
        rows = ""
        for phone, charges in self.sections.items():
            rows += f'<tr><td colspan="3"><b>Rufnummer {escape(phone)}</b></td></tr>'
            rows += "".join(row(words, f">{count}", f">{sum}") for words, count, sum in charges)
        return paper(
            f"<h1>Nordtel AG</h1><p>Rechnung<br>Rechnungsnummer: {escape(self.number)}<br>"
            "Kundennummer: 4711-0815<br>Rechnungsdatum: 31. März 2026<br>"
            "Zahlbar bis: 14.04.2026<br>Zeitraum: 01.03.2026 – 31.03.2026</p>"
            '<table><colgroup><col style="width:315pt"><col style="width:100pt">'
            '<col style="width:100pt"></colgroup>'
            '<thead><tr><th>Beschreibung</th><th class="r">Menge</th><th class="r">Betrag EUR</th>'
            f"</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>Zwischensumme: {self.net}<br>MwSt 19%: {self.vat}<br>"
            f"Gesamtbetrag: {self.total} €</p>",
            style="@page { @bottom-center { content: 'Seite ' counter(page) } }",
            title="Rechnung",
        )


NORDTEL = Template(
    carrier="Nordtel",
    marks=(Mark("Nordtel AG"), Mark("Rechnung")),
    conventions=Conventions(",", "day-month-year", "EUR"),
    fields=Fields(
        invoice_no=Label("Rechnungsnummer"),
        account_no=Label("Kundennummer"),
        bill_date=Label("Rechnungsdatum"),
        due_date=Label("Zahlbar bis"),
        period=Label("Zeitraum"),
        total=Label("Gesamtbetrag", page="last"),
    ),
    tables=(
        Table(
            columns=(
                Column("description", 40, 350),
                Column("quantity", 350, 455),
                Column("amount", 455, 560),
            ),
            bottom=785,
            after="Beschreibung Menge",
            before="Zwischensumme",
            sections=(Section("Rufnummer", "service_id"),),
            charge_types=(Kind("Verbindungen", "usage"),),
        ),
    ),
    sums=(Sum(description="MwSt", place=Label("MwSt 19%", page="last"), charge_type="tax"),),
)


@dataclass
class Summit:
    """American: wrapped descriptions, a column of taxes, credits in brackets or marked CR."""

    number: str = "880-12345"
    #: Description (lines of it), service, charge, tax, as printed.
    charges: list[tuple[str, str, str, str]] = field(default_factory=list)
    credits: list[tuple[str, str]] = field(default_factory=list)
    total: str = ""
    due: str = ""
    previous: str = ""
    paid: str = ""

    def pdf(self) -> bytes:
        charges = "".join(
            row(words, service, f">{charge}", f">{tax}")
            for words, service, charge, tax in self.charges
        ).replace("\n", "<br>")
        credits = "".join(row(words, "", f">{sum}", "") for words, sum in self.credits)
        columns = "".join(f'<col style="width:{width}pt">' for width in (255, 120, 80, 60))
        balances = (("Previous balance", self.previous), ("Payments received", self.paid))
        return paper(
            '<h1>Summit Wireless</h1><table style="width:360pt">'
            "<tr><td>Invoice number</td><td>Account</td><td>Invoice date</td></tr>"
            f"<tr><td>{escape(self.number)}</td><td>990 000 17</td><td>Apr 2, 2026</td></tr>"
            "</table><p>Service period Mar 1 - Mar 31, 2026</p>"
            f"<table><colgroup>{columns}</colgroup>"
            '<tr><th>Charges</th><th>Service</th><th class="r">Amount</th><th class="r">Tax</th>'
            f"</tr>{charges}<tr><td>Total charges</td></tr></table>"
            f'<table style="margin-top:20pt"><colgroup>{columns}</colgroup>'
            f"<tr><th>Credits</th></tr>{credits}<tr><td>Total credits</td></tr></table>"
            f'<p style="position:absolute;left:360pt;top:0pt">Total current charges<br>'
            f"{escape(self.total)}</p><p>Amount due {escape(self.due)}</p>"
            + "".join(f"<p>{words} {escape(sum)}</p>" for words, sum in balances if sum)
        )


_SUMMIT_COLUMNS = (
    Column("description", 40, 290),
    Column("service_id", 290, 410),
    Column("amount", 410, 497),
    Column("tax", 497, 560),
)
SUMMIT = Template(
    carrier="Summit Wireless",
    marks=(Mark("Summit Wireless", Box(30, 50, 300, 90)),),
    producer="WeasyPrint",
    conventions=Conventions(".", "month-day-year", "USD"),
    fields=Fields(
        invoice_no=Label("Invoice number", "below"),
        account_no=Label("Account", "below"),
        bill_date=Label("Invoice date", "below"),
        period=Label("Service period"),
        total=Region(Box(0, 12, 200, 30), anchor="Total current charges"),
        amount_due=Label("Amount due", page="last"),
        previous_balance=Label("Previous balance"),
        payments=Label("Payments received"),
        adjustments=Label("Adjustments"),
    ),
    tables=(
        Table(
            columns=_SUMMIT_COLUMNS, after="Charges Service", before="Total charges",
            header_repeats=False, charge_types=(Kind("usage", "usage"),),
        ),
        Table(columns=_SUMMIT_COLUMNS, after="Credits", before="Total credits"),
    ),
)  # fmt: skip


def lumiere(*, total: str = "1 234,56", vat: str = "205,76", note: str = "") -> bytes:
    """French: only sums, in a box at the right."""
    return paper(
        f"<h1>Lumière Télécom</h1><p>{note}</p><p>Facture n° F26-0777<br>Client C-99<br>"
        "Date 1er avril 2026</p>"
        f"<p>Total TTC {total} €<br>dont TVA 20% {vat} €</p>"
    )


LUMIERE = Template(
    carrier="Lumière Télécom",
    marks=(Mark("Lumière Télécom"),),
    conventions=Conventions(",", "day-month-year", "EUR"),
    fields=Fields(
        invoice_no=Label("Facture n°"),
        account_no=Label("Client"),
        bill_date=Label("Date"),
        total=Label("Total TTC"),
    ),
    sums=(Sum(description="TVA", place=Label("dont TVA 20%"), charge_type="tax"),),
    credit_note="Avoir",
)
