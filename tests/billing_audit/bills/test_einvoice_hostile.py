"""Files that want to hurt us, or that are no e-invoice, are refused in one sentence."""

import time
from io import BytesIO

import pytest

from billing_audit.bills.importers.einvoice import looks_like, read, read_bill
from billing_audit.bills.stream import Reject
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.einvoice_files import MOBILE, changed

INVOICE = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
)
BILLION_LAUGHS = b'<!DOCTYPE Invoice [<!ENTITY l0 "ha">' + LAUGHS + b"]>"
XXE = b'<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

HOSTILE = {
    "doctype": b"<!DOCTYPE Invoice>" + INVOICE + b"</Invoice>",
    "doctype behind a comment": b"<!-- x --><!DOCTYPE Invoice []>" + INVOICE + b"</Invoice>",
    "billion laughs": BILLION_LAUGHS + INVOICE + b"&l9;</Invoice>",
    "billion laughs in an attribute": BILLION_LAUGHS + INVOICE[:-1] + b' a="&l9;"></Invoice>',
    "file of ours": XXE + INVOICE + b"&x;</Invoice>",
    "undeclared entity": INVOICE + b"&boo;</Invoice>",
    "doctype in UTF-16": ("<!DOCTYPE Invoice>" + INVOICE.decode() + "</Invoice>").encode("utf-16"),
}


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_document_type_or_an_entity_is_refused(trick: str) -> None:
    started = time.monotonic()

    with pytest.raises(Refused) as refused:
        read(BytesIO(HOSTILE[trick]))

    assert refused.value.reason == "doctype"
    assert "root:" not in refused.value.sentence
    assert time.monotonic() - started < 2


REFUSED = {
    "too_deep": INVOICE + b"<a>" * 100_000,
    "text_too_long": INVOICE + b"<a>" + b"9" * 11_000_000 + b"</a></Invoice>",
    "not_xml": INVOICE + b"<a></b></Invoice>",
    "empty": b"  \n",
    "not_an_einvoice": b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>",
    "zugferd_1": b"<x:CrossIndustryDocument xmlns:x='urn:ferd:CrossIndustryDocument:invoice:1p0'/>",
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_no_invoice_is_refused_with_its_reason(reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read(BytesIO(REFUSED[reason]))

    assert refused.value.reason == reason
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("cut", [10, 700, 3000, 7000])
def test_half_a_bill_is_refused_whole(cut: int) -> None:
    with pytest.raises(Refused):
        read(BytesIO(changed(MOBILE).getvalue()[:cut]))


def test_a_number_of_a_million_digits_is_not_computed_with() -> None:
    document, _ = read(changed(MOBILE, (">205.00<", f">{'9' * 1_000_000}<")))

    assert document.totals.payable.number is None


def test_a_price_for_next_to_nothing_is_rejected_with_its_line() -> None:
    dear = changed(MOBILE, ('"MIN">100<', '"MIN">0.00000000000000000001<'))

    (reject,) = [part for part in read_bill(dear) if isinstance(part, Reject)]

    assert reject.column == "unit_rate"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e5", "1_000", "١٢", "0x10", "1,5", "--1"])
def test_python_reads_more_numbers_than_we_do(text: str) -> None:
    document, _ = read(changed(MOBILE, (">205.00<", f">{text}<")))

    assert document.totals.payable.number is None


@pytest.mark.parametrize(
    "head",
    [
        b"account_no,carrier\n1,Acme",
        b"PK\x03\x04",
        b"<html><body>Invoice</body></html>",
        b"<?xml version='1.0'?><Order/>",
        b"",
        b"\x00\x01",
    ],
)
def test_other_files_are_left_to_other_formats(head: bytes) -> None:
    assert not looks_like(head)


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<Invoice xmlns=''>",
        "<?xml version='1.0' encoding='utf-16'?><ubl:CreditNote>".encode("utf-16"),
        b"<!-- Licence: <none> -->\n<rsm:CrossIndustryInvoice>",
        b"<?xml version='1.0'?><!-- a very long licence",
    ],
)
def test_an_einvoice_is_recognised_by_its_first_element(head: bytes) -> None:
    assert looks_like(head)
