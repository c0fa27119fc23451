"""What is written in an e-invoice is what we read, in either syntax."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers.einvoice import looks_like, read
from billing_audit.bills.importers.einvoice.document import Document, Syntax
from tests.billing_audit.bills.einvoice_bills import documents, without_places
from tests.billing_audit.bills.einvoice_writing import write


def read_again(document: Document) -> Document:
    again, _ = read(BytesIO(write(document)))
    return without_places(again)


@given(documents(Syntax.UBL))
def test_ubl_is_read_as_it_was_written(document: Document) -> None:
    assert read_again(document) == document


@given(documents(Syntax.CII))
def test_cii_is_read_as_it_was_written(document: Document) -> None:
    assert read_again(document) == document


@given(st.sampled_from(Syntax).flatmap(documents))
def test_what_we_write_is_recognised(document: Document) -> None:
    assert looks_like(write(document)[:1024])
