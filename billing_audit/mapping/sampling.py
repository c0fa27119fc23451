"""In the child: a file's first rows as the bill lines they would become."""

from itertools import islice
from pathlib import Path
from typing import Any

from billing_audit.bills.importers.mapped.profile import Profile
from billing_audit.bills.importers.mapped.recognition import Beginnings, Candidate, fitted, why_not
from billing_audit.bills.stream import BillStream, Invoice, Line, Reject, Remark
from retainer.lib.refusal import Refused

#: What is read for the sums, and what is shown of it.
MOST_ITEMS, MOST_SHOWN, MOST_BILLS = 5_000, 60, 10


def sample(path: Path, profile: Profile, *, is_sound: bool) -> dict[str, Any]:
    """Bills, lines and unreadable cells; nothing yet from a profile that nobody can follow."""
    read = Sample()
    if is_sound:
        try:
            read.take(_stream(path, profile))
        except Refused as refused:
            read.refusal = refused.sentence
    return {
        "refusal": read.refusal,
        "bills": list(read.bills.values())[:MOST_BILLS],
        "bill_count": len(read.bills),
        "lines": read.shown,
        "rejects": [each for each in read.shown if "reason" in each],
        "line_count": read.line_count,
        "bad_count": read.bad_count,
        "remarks": read.remarks,
        "is_whole": read.is_whole,
    }


def _stream(path: Path, profile: Profile) -> BillStream:
    """The file as an import would read it by this profile alone."""
    candidate, beginnings = Candidate(profile), Beginnings(path)
    if found := fitted(candidate, beginnings):
        return found.read_bill(path)
    raise Refused(f"This does not fit the file: {why_not(candidate, beginnings)}.")


class Sample:
    """What was read so far."""

    def __init__(self) -> None:
        self.bills: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.shown: list[dict[str, Any]] = []
        self.remarks: list[str] = []
        self.line_count = self.bad_count = 0
        self.refusal = ""
        self.is_whole = True

    def take(self, stream: BillStream) -> None:
        bill: dict[str, Any] = {}
        for item in islice(stream, MOST_ITEMS):
            match item:
                case Invoice():
                    bill = self._bill(item)
                case Line():
                    self._line(item, bill)
                case Reject():
                    self._reject(item)
                case Remark():
                    self.remarks.append(item.message)
        self.is_whole = next(stream, None) is None

    def _bill(self, item: Invoice) -> dict[str, Any]:
        key = (item.account_no, item.invoice_no, str(item.bill_date))
        return self.bills.setdefault(
            key,
            {
                "number": item.invoice_no,
                "account": item.account_no,
                "dated": item.bill_date,
                "currency": item.currency,
                "stated": item.stated_total,
                "lines": 0,
                "total": 0,
            },
        )

    def _line(self, item: Line, bill: dict[str, Any]) -> None:
        self.line_count += 1
        if item.charge_type != "memo":
            bill["lines"] += 1
            bill["total"] += item.amount
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(
                {
                    "row": item.source_row,
                    "currency": bill["currency"],
                    "service": item.service_id,
                    "type": item.charge_type,
                    "code": item.charge_code,
                    "description": item.description,
                    "period_from": item.period_from,
                    "period_to": item.period_to,
                    "quantity": item.quantity,
                    "rate": item.unit_rate,
                    "amount": item.amount,
                }
            )

    def _reject(self, item: Reject) -> None:
        self.bad_count += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(
                {
                    "row": item.row,
                    "column": item.column,
                    "value": item.value,
                    "reason": item.reason,
                }
            )
