"""A flat bill as the common stream, service by service."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from billing_audit.bills.importers.einvoice.numbers import sum_of
from billing_audit.bills.importers.flat.groups import CHECK, Group
from billing_audit.bills.importers.flat.layout import Layout, Part
from billing_audit.bills.importers.flat.reader import Broken, Row, Unknown, rows
from billing_audit.bills.importers.proof import Proof
from billing_audit.bills.importers.standard_csv.cells import shown
from billing_audit.bills.stream import BillStream, Fault, Invoice, Reject, Remark

#: What the amount to pay consists of.
BALANCE = ("opening", "payments", "adjustments", "other", "total")


def read_bill(path: str | Path, layout: Layout, proof: Proof) -> BillStream:
    """Every bill of the file; a bad record refuses the bill it stands in."""
    group, unknown = Group(layout, proof), Counter()
    #: The bill we are in; ``None`` before the first, and "" in one whose heading is broken.
    bill: str | None = None
    for item in rows(path, layout):
        match item:
            case Unknown():
                unknown[item.kind[:10]] += 1
            case Row() | Broken() if part_of(item) is Part.HEADER:
                yield from group.close()
                yield from beginning(item, layout, proof)
                bill = str(item.values["bill"]) if isinstance(item, Row) else ""
            case Broken():
                yield from (replace(each, invoice_no=bill or "") for each in item.rejects)
            case Row() if bill is None:
                yield Reject(
                    row=item.number, column="", value=item.kind,
                    reason="This record comes before any bill's heading.",
                )  # fmt: skip
            case Row() if not bill:
                continue  # its heading was refused, and it with it
            case Row() if item.record.part is Part.END:
                yield from group.close()
            case Row():
                yield from taxed(item, layout, proof)
                yield from group.take(item)
    yield from group.close()
    yield from remarks(group, unknown, layout)


def part_of(item: Row | Broken) -> Part | None:
    return item.part if isinstance(item, Broken) else item.record.part


def beginning(item: Row | Broken, layout: Layout, proof: Proof) -> BillStream:
    """A bill's heading, or why it cannot be read."""
    if isinstance(item, Broken):
        number = str(item.values.get("bill", ""))
        yield from (replace(each, invoice_no=number) for each in item.rejects)
    else:
        yield head(item, layout)
        yield from balance(item, layout, proof)


def head(row: Row, layout: Layout) -> Invoice:
    values = row.values
    return Invoice(
        carrier=str(values.get("carrier") or layout.title),
        account_no=str(values["account"]),
        invoice_no=str(values["bill"]),
        bill_date=values["billed"],
        currency=layout.currency,
        due_date=values.get("due_date"),
        stated_total=values.get("total"),
        amount_due=values.get("due"),
        previous_balance=values.get("opening"),
        payments=values.get("payments"),
        adjustments=adjusted(values),
        buyer=str(values.get("buyer") or ""),
        source_ref=f"line {row.number}",
    )


def adjusted(values: Mapping[str, Any]) -> Decimal | None:
    """What the heading corrects of the balance; ``None`` where it has no such figure."""
    stated = [values[name] for name in ("adjustments", "other") if values.get(name) is not None]
    return sum_of(stated) if stated else None


def balance(row: Row, layout: Layout, proof: Proof) -> Iterator[Fault]:
    """What was due before, payments and this bill's charges come to the amount to pay."""
    values = row.values
    if values.get("due") is None or values.get("total") is None:
        return
    proof.applies(layout.balance_rule)
    expected: Decimal = sum_of(values.get(name) for name in BALANCE)
    if expected != values["due"]:
        yield Fault(
            check=CHECK,
            rule=layout.balance_rule,
            detail=f"Line {row.number}: balance, payments and charges come to {expected}; "
            f"{values['due']} is asked for.",
        )


def taxed(row: Row, layout: Layout, proof: Proof) -> Iterator[Fault]:
    """Net and tax come to gross, in every record that has them."""
    values = row.values
    if "gross" not in values:
        return
    proof.applies(layout.tax_rule)
    if values["net"] + values["tax"] != values["gross"]:
        yield Fault(
            check=CHECK,
            rule=layout.tax_rule,
            detail=f"Line {row.number}: {values['net']} and tax of {values['tax']} do not come to "
            f"{values['gross']}.",
        )


def remarks(group: Group, unknown: Counter[str], layout: Layout) -> Iterator[Remark]:
    if group.unproved:
        yield Remark(
            message="Summaries of usage whose calls are not in the file, so that nothing proves "
            f"them: {group.unproved:,}."
        )
    if group.orphans:
        yield Remark(
            message=f"Details without a summary in the file, shown and not added: "
            f"{group.orphans:,}."
        )
    for kind, times in sorted(unknown.items())[:20]:
        yield Remark(
            message=f"Records of the type “{shown(kind)}”, which {layout.title} does not have, "
            f"were left out: {times:,}."
        )
