"""A statement of work that a carrier of the demo sent back, with more changed than it tracked."""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from clients.models import BillingAccount, Client, User
from rfp.models import ReturnedDocument
from rfp.returned.services import Upload, bring, judge

CLAUSES = (
    "1.1 The Provider must restore an outage of a hub within four hours of the first report.",
    "1.2 The Provider will credit 10% of the monthly charge for each outage that lasts longer.",
    "1.3 The Provider must name one person who answers for the cut-over of each site.",
    "2.1 Either party may end the service with thirty (30) days of notice after the first term.",
    "2.2 Charges begin on the day after the client accepted the service in writing.",
    "2.3 Prices hold for the first term; surcharges are those of the list enclosed.",
)
PRICES = (("Item", "Monthly"), ("Access 1 Gbps", "$640.00"), ("Access 10 Gbps", "$1,900.00"))
FOOTER = "Statement of work, version 1.0"
NOTE = "The price was agreed in the meeting of last week; their mail says so too."


def compare_like_a_consultant(client: Client, consultant: User) -> None:
    """Four quiet changes and a tracked one, of which the first is judged."""
    account = BillingAccount.objects.filter(client=client).select_related("carrier").first()
    if account is None or ReturnedDocument.objects.filter(client=client).exists():
        return
    made = _written()
    sent = _saved(made)
    _changed(made)
    document = bring(
        client=client,
        rfp=None,
        sender=account.carrier.name,
        issued=Upload("Statement of work.docx", [sent]),
        returned=Upload("Statement of work, signed.docx", [_saved(made)]),
        brought_by=consultant,
    )
    price = document.changes.filter(part="table").first()
    if price is not None:
        judge(change=price, state="turned_down", note=NOTE, judged_by=consultant)


def _written() -> Docx:
    made = Document()
    made.add_heading("Statement of work: access of the hubs", 1)
    for clause in CLAUSES:
        made.add_paragraph(clause)
    table = made.add_table(rows=len(PRICES), cols=2)
    table.style = "Table Grid"
    for row, words in zip(table.rows, PRICES, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    made.sections[0].footer.paragraphs[0].text = FOOTER
    return made


def _changed(made: Docx) -> None:
    notice = made.paragraphs[4].runs[0]
    notice.text = notice.text.replace("thirty (30)", "ninety (90)")
    made.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "$664.00"
    made.sections[0].footer.paragraphs[0].runs[0].text = f"{FOOTER}, prices subject to change"
    hidden = made.paragraphs[6].add_run(" Prices follow the index of consumer prices.")
    hidden.font.hidden = True
    _track(made.paragraphs[2], "10%", "5%")


def _track(paragraph: Paragraph, old: str, new: str) -> None:
    """As Word does when somebody types over words with tracking on."""
    before, _, after = paragraph.text.partition(old)
    paragraph.runs[0].text = before
    paragraph._p.append(_mark("w:del", "w:delText", old))
    paragraph._p.append(_mark("w:ins", "w:t", new))
    paragraph.add_run(after)


def _mark(tag: str, text: str, words: str) -> _Element:
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), "1" if tag == "w:del" else "2")
    mark.set(qn("w:author"), "Account manager")
    mark.set(qn("w:date"), "2026-01-12T10:00:00Z")
    run = OxmlElement("w:r")
    written = OxmlElement(text)
    written.text = words
    run.append(written)
    mark.append(run)
    return mark


def _saved(made: Docx) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()
