"""Documents that came back, as tests need them."""

from collections.abc import Callable
from io import BytesIO

from docx.document import Document as Docx

from clients.models import Client, User
from rfp.models import ReturnedDocument
from rfp.returned.services import Upload, bring
from tests.rfp.compare.conftest import issued, replace_tracked


def quietly(back: Docx) -> None:
    """Three edits that are not tracked, and one that is."""
    replace_tracked(back.paragraphs[2], "10%", "5%")
    clause = back.paragraphs[3].runs[0]
    clause.text = clause.text.replace("thirty (30)", "ninety (90)")
    back.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "$664.00"
    back.sections[0].footer.paragraphs[0].runs[0].text = "Version 1.0 as issued, to change"


def untouched(back: Docx) -> None:
    """Nothing at all."""


def pair(edit: Callable[[Docx], None] = quietly) -> tuple[bytes, bytes]:
    """What was sent, and what an edit makes of it."""
    made = issued()
    sent, back = BytesIO(), BytesIO()
    made.save(sent)
    edit(made)
    made.save(back)
    return sent.getvalue(), back.getvalue()


def brought(client: Client, by: User, edit: Callable[[Docx], None] = quietly) -> ReturnedDocument:
    """A statement of work of a client's, compared with what came back."""
    sent, back = pair(edit)
    return bring(
        client=client,
        rfp=None,
        sender="Kestrel Fibre",
        issued=Upload("work.docx", [sent]),
        returned=Upload("work, signed.docx", [back]),
        brought_by=by,
    )
