"""An e-invoice as the common stream of an invoice, its lines and its faults."""

from collections.abc import Iterator
from decimal import Decimal

from billing_audit.bills.importers.einvoice import accounts, faults
from billing_audit.bills.importers.einvoice.bill_lines import BillLines
from billing_audit.bills.importers.einvoice.document import Amount, Document, value
from billing_audit.bills.importers.einvoice.numbers import ZERO
from billing_audit.bills.stream import BillStream, Invoice, Reject, Remark


def bill_stream(document: Document, syntax: str) -> BillStream:
    """The lines add up to ``stated_total`` whenever the bill's arithmetic is right.

    A bill without a number, a date or anybody to bill is refused whole: its lines would hang in
    the air.
    """
    refused = [*missing(document), *odd_amounts(document)]
    yield from refused
    if refused:
        return
    yield invoice(document, syntax)
    yield from remarks(document)
    yield from BillLines(document, faults.sign(document))
    yield from faults.faults(document)


def invoice(document: Document, syntax: str) -> Invoice:
    sign = faults.sign(document)
    total, payable = stated_total(document), value(document.totals and document.totals.payable)
    prepaid = value(document.totals and document.totals.prepaid)
    account, *others = accounts.references(document)
    return Invoice(
        # The client and its contracts know the carrier by the name it trades under.
        carrier=document.seller.trading_name or document.seller.name,
        account_no=account,
        other_references=tuple(others),
        invoice_no=document.number,
        bill_date=document.issued,
        currency=currency(document),
        due_date=document.due,
        period_from=document.period.start,
        period_to=document.period.end,
        document_type=kind(document),
        stated_total=None if total is None else sign * total,
        amount_due=None if payable is None else sign * payable,
        payments=None if prepaid is None else -sign * prepaid,
        buyer=document.buyer.name or document.buyer.trading_name,
        syntax=syntax,
        source_ref="/",
    )


CORRECTED_INVOICE = "384"


def kind(document: Document) -> str:
    if document.is_credit_note:
        return "credit_note"
    return "correction" if document.type_code == CORRECTED_INVOICE else "invoice"


def currency(document: Document) -> str:
    """The bill's own, else the one beside its totals."""
    units = (amount.unit for amount in totals_of(document) if amount is not None)
    return document.currency or next(filter(None, units), "")


def totals_of(document: Document) -> tuple[Amount | None, ...]:
    totals = document.totals
    return (totals.with_tax, totals.payable, totals.rounding) if totals else ()


def stated_total(document: Document) -> Decimal | None:
    """The total with tax, and what the amount to pay adds to it that our lines carry as well."""
    totals = document.totals
    if totals is None or (total := value(totals.with_tax)) is None:
        return None
    others = [totals.rounding, *(each.amount for each in document.third_party)]
    return total + sum((value(each) or ZERO for each in others), ZERO)


def missing(document: Document) -> Iterator[Reject]:
    wanted = (
        ("invoice_no", document.number, document.number, "The bill has no invoice number."),
        ("bill_date", document.issued, document.issued_as, "The bill has no date we can read."),
        (
            "account_no",
            accounts.references(document),
            "",
            "The bill names neither an account nor a buyer.",
        ),
    )
    for column, found, written, reason in wanted:
        if not found:
            yield Reject(
                row=None, column=column, value=written, reason=reason, invoice_no=document.number
            )


def odd_amounts(document: Document) -> Iterator[Reject]:
    """Amounts of the bill as a whole that its lines need; each line speaks for itself."""
    charges = (*document.allowances, *document.logistics, *document.third_party)
    cells = [
        *(("total", amount) for amount in totals_of(document)),
        *(("charge", charge.amount) for charge in charges),
        *(("tax", row.tax) for row in document.breakdown),
    ]
    for column, amount in cells:
        if amount is not None and amount.text and amount.number is None:
            yield Reject(
                row=None,
                column=column,
                value=amount.text,
                reason="This is not a number.",
                invoice_no=document.number,
            )


def remarks(document: Document) -> Iterator[Remark]:
    if not document.lines:
        yield Remark(
            message="The bill carries no lines; its charges are taken over as one sum without "
            "quantity or price."
        )
    if document.is_credit_note and faults.sign(document) > 0:
        yield Remark(
            message="This credit note states negative amounts; we read them as a credit all the "
            "same."
        )
    memos = sum(line.is_memo for line in document.lines)
    if memos:
        yield Remark(
            message=f"{memos} of {len(document.lines)} lines sum up or explain others; they are "
            "shown and not added, and those without an amount are left out."
        )
    for line in document.lines:
        if line.sub_lines:
            yield Remark(
                message=f"Line {line.id} is broken down into sub-lines, which are shown and not "
                "added: its own amount contains them.",
                row=line.row,
            )
    for charge in document.allowances:
        if not charge.is_charge and not charge.is_allowance:
            yield Remark(
                message=f"“{charge.reason}” says neither that it is a charge nor that it is an "
                "allowance, so it is left out."
            )
