"""A TMF678 file as the common stream: the bills first, then the rates with their bills."""

from collections.abc import Iterator
from pathlib import Path

from billing_audit.bills.importers.einvoice.numbers import sum_of
from billing_audit.bills.importers.proof import Proof
from billing_audit.bills.importers.tmf678.bills import (
    RATE,
    Bill,
    Bills,
    bill_of,
    gather,
    kind_of,
)
from billing_audit.bills.importers.tmf678.lines import Rate, own_lines, rate_lines
from billing_audit.bills.importers.tmf678.objects import Found, objects
from billing_audit.bills.importers.tmf678.values import Amount, Unreadable, text
from billing_audit.bills.stream import BillStream, Fault, Reject, Remark
from retainer.lib.money import in_currency

CHECK, RULE = "A20", "TMF678-TAX"


def read_bill(path: str | Path, proof: Proof) -> BillStream:
    """An invoice comes again whenever the rates go back to it."""
    bills = gather(path)
    for bill in bills.by_id.values():
        yield from beginning(bill, proof)
    current: Bill | None = None
    left_out = 0
    for number, found in enumerate(objects(path, kind_of), 1):
        if found.kind != RATE:
            continue
        bill = bills.of(found.value)
        if bill and bill.reject:
            continue
        if bill and bill is not current:
            yield bill.head
        current = bill or current
        try:
            faults = [*adds_up(found, proof)]
            if bill:
                yield from (*faults, *rate_lines(found, bill, number))
            else:
                proof.of_no_bill += faults
        except Unreadable as wrong:
            yield Reject(
                row=found.line, column=wrong.column, value=wrong.value[:200], reason=wrong.reason,
                invoice_no=bill.number if bill else "",
            )  # fmt: skip
        if bill is None and found.value.get("isBilled") is False:
            left_out += 1
        elif bill is None:
            yield of_nobody(found, bills)
    if left_out:
        yield Remark(message=f"Applied rates left out because not billed yet: {left_out:,}.")


def beginning(bill: Bill, proof: Proof) -> BillStream:
    """A bill with what it states itself."""
    if bill.reject:
        yield bill.reject
        return
    yield bill.head
    if bill.is_implied:
        yield Remark(
            message=f"The file holds rates of bill {bill.number} but not the bill itself, so it "
            "has no total; its date is that of the latest rate."
        )
    elif not bill.rates:
        yield Remark(
            message=f"Bill {bill.number} carries no rates; its charges are taken over as one sum.",
            row=bill.row,
        )
    else:
        tax = [money for _, money in bill.taxes]
        yield from compared(bill.number, bill.without_tax, tax, bill.with_tax, proof)
    yield from own_lines(bill)


def adds_up(found: Found, proof: Proof) -> Iterator[Fault]:
    rate = Rate.read(found.value)
    name = text(found.value.get("id")) or f"on line {found.line}"
    tax = [money for _, money in rate.taxes]
    yield from compared(name, rate.without_tax, tax, rate.with_tax, proof)


def compared(
    name: str, net: Amount | None, tax: list[Amount], gross: Amount | None, proof: Proof
) -> Iterator[Fault]:
    """A fault unless the amount without tax and the tax come to the amount with tax."""
    if net is None or gross is None or not tax:
        return
    proof.applies(RULE)
    total = net.value + sum_of(each.value for each in tax)
    if in_currency(total, gross.currency) != in_currency(gross.value, gross.currency):
        yield Fault(
            check=CHECK,
            rule=RULE,
            detail=f"{name}: {net.value} and tax of {total - net.value} come to {total}; "
            f"{gross.value} is stated.",
        )


def of_nobody(found: Found, bills: Bills) -> Reject:
    said = bill_of(found.value)
    return Reject(
        row=found.line,
        column="customerBill",
        value=said,
        reason="The rate does not say which bill it is on."
        if bills.by_id
        else "The rate is on no bill, and the file holds none.",
    )
