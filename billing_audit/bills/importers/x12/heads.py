"""What each bill in an 811 file says of itself as a whole.

Its account may stand in a level after the heading and its total stands at the very end, so the
file is gone through once for the heads before it is read for the lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.x12.control import Control
from billing_audit.bills.importers.x12.dialects import (
    IN_CENTS,
    Dialect,
    NotANumber,
    Points,
    dialect_of,
)
from billing_audit.bills.importers.x12.segments import Segment, segments
from billing_audit.bills.stream import Invoice, Reject, Remark
from retainer.lib.refusal import Refused

BILL = "811"
MOST_BILLS = cap("BILL_MAX_BILLS")
#: Account numbers kept of one bill: a consolidated bill may name thousands.
MOST_ACCOUNTS = 20
MOST_REMARKS = 1000
#: REF qualifiers of an account, the likeliest first: billing account, account, master account,
#: and two that carriers use in their place.
ACCOUNTS = ("12", "11", "14", "1L", "9V")
#: N1 and NM1 codes of who bills and who is billed, the likeliest first.
CARRIERS = ("SJ", "SE", "II", "RE", "PE")
BUYERS = ("BT", "BY", "PR", "IL")
FROM, TO, DUE, BILLED = ("150", "186"), ("151", "187"), ("814", "011"), ("003",)
CREDITS = ("CR", "CN")
#: Segments that tell who bills, and all that say something of the bill; most of a file are others.
NAMING = {"ST", "N1", "NM1"}
OF_THE_HEAD = {"BIG", "CUR", "N1", "NM1", "REF", "DTM", "ITD", "HL", "TXI", "TDS", "SE"}


@dataclass
class Head:
    """One transaction set while its head is gathered."""

    row: int
    sender: str
    receiver: str
    #: The day it was sent: its date, where it states none.
    sent: date | None = None
    number: str = ""
    billed: date | None = None
    billed_as: str = ""
    kind: str = ""
    currency: str = ""
    names: dict[str, str] = field(default_factory=dict)
    accounts: list[tuple[int, str]] = field(default_factory=list)
    days: dict[str, date] = field(default_factory=dict)
    total: Decimal | None = None
    has_total: bool = False
    #: Whether a level carries tax: the tax of the heading then sums it up and is no charge.
    has_taxed_levels: bool = False
    in_levels: bool = False
    is_closed: bool = False
    rejects: list[Reject] = field(default_factory=list)

    def take(self, segment: Segment) -> None:
        match segment.name:
            case "BIG":
                self.billed_as, self.number = segment.at(1), segment.at(2)
                self.billed, self.kind = day(self.billed_as), segment.at(7)
            case "CUR":
                self.currency = self.currency or segment.at(2).upper()
            case "N1":
                self.names.setdefault(segment.at(1).upper(), segment.at(2))
            case "NM1":
                self.names.setdefault(segment.at(1).upper(), segment.at(3))
            case "REF" if segment.at(1).upper() in ACCOUNTS and segment.at(2):
                self._account(ACCOUNTS.index(segment.at(1).upper()), segment.at(2))
            case "DTM" if not self.in_levels and (found := day(segment.at(2))):
                self.days.setdefault(segment.at(1), found)
            case "ITD" if found := day(segment.at(6)):
                self.days.setdefault(DUE[0], found)
            case "HL":
                self.in_levels = True
            case "TXI" if self.in_levels:
                self.has_taxed_levels = True
            case "TDS":
                self.has_total = True
            case "SE":
                self.is_closed = True

    def _account(self, rank: int, number: str) -> None:
        if len(self.accounts) < MOST_ACCOUNTS and number not in {each for _, each in self.accounts}:
            self.accounts.append((rank, number))

    def name(self, codes: tuple[str, ...]) -> str:
        return next((self.names[code] for code in codes if self.names.get(code)), "")

    def day(self, qualifiers: tuple[str, ...]) -> date | None:
        return next((self.days[each] for each in qualifiers if each in self.days), None)

    @property
    def bill_date(self) -> date | None:
        return self.billed or self.day(BILLED) or self.sent

    @property
    def sign(self) -> int:
        """-1 where positive amounts are credits: a credit memo with a positive total."""
        return -1 if self.kind in CREDITS and (self.total or 0) >= 0 else 1

    def invoice(self) -> Invoice:
        accounts = [number for _, number in sorted(self.accounts, key=lambda each: each[0])]
        first, *others = accounts or [self.name(BUYERS) or self.receiver]
        return Invoice(
            carrier=self.name(CARRIERS) or self.sender,
            account_no=first,
            other_references=tuple(others),
            invoice_no=self.number,
            bill_date=self.bill_date,
            currency=self.currency,
            due_date=self.day(DUE),
            period_from=self.day(FROM),
            period_to=self.day(TO),
            document_type="credit_note" if self.kind in CREDITS else "invoice",
            stated_total=None if self.total is None else self.sign * self.total,
            amount_due=None if self.total is None else self.sign * self.total,
            buyer=self.name(BUYERS),
            source_ref=f"segment {self.row}",
        )

    def missing(self) -> Iterator[Reject]:
        """Why the bill cannot be taken, if it cannot."""
        yield from self.rejects
        if not self.number:
            yield self._reject("invoice_no", "", "BIG02 names no invoice number.")
        if self.bill_date is None:
            yield self._reject("bill_date", self.billed_as, "BIG01 is no date we can read.")
        if not (self.accounts or self.name(BUYERS) or self.receiver):
            yield self._reject("account_no", "", "The bill names neither an account nor a buyer.")
        if not self.is_closed and not self.has_total:
            yield self._reject("", "", "The file ends in the middle of this bill.")

    def remarks(self) -> Iterator[Remark]:
        if not (self.billed or self.day(BILLED)):
            yield Remark(
                message=f"Bill {self.number} states no date we can read (“{self.billed_as[:40]}”); "
                "it has that on which it was sent.",
                row=self.row,
            )
        if not self.accounts:
            yield Remark(
                message=f"Bill {self.number} names no account; it is kept under "
                f"“{self.name(BUYERS) or self.receiver}”.",
                row=self.row,
            )

    def _reject(self, column: str, value: str, reason: str) -> Reject:
        return Reject(
            row=self.row, column=column, value=value, reason=reason, invoice_no=self.number
        )


@dataclass
class Survey:
    """The heads of a file in order, how it writes its amounts, and what is odd about it."""

    heads: list[Head] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dialect: Dialect = field(default_factory=lambda: dialect_of(""))


def survey(path: str | Path) -> Survey:
    """Go through the file for its heads; refuses a file without an 811."""
    found, control, points = Survey(), Control(), Points()
    totals: list[tuple[Head, Segment]] = []
    others: set[str] = set()
    sender, receiver, sent = "", "", None
    head: Head | None = None
    for segment in segments(path):
        if odd := control.take(segment):
            found.remarks += [*odd][: MOST_REMARKS - len(found.remarks)]
        if segment.name in IN_CENTS:
            points.note(segment, found.dialect)
        match segment.name:
            case "ISA":
                sender, receiver, sent = segment.at(6), segment.at(8), day(segment.at(9))
            case "GS":
                sender, receiver = segment.at(2) or sender, segment.at(3) or receiver
                sent = day(segment.at(4)) or sent
            case "ST" if segment.at(1) == BILL:
                head = Head(segment.number, sender, receiver, sent)
                found.heads.append(head)
            case "ST":
                head = None
                others.add(segment.at(1)[:3])
            case "TDS" if head:
                totals.append((head, segment))
        if head and segment.name in OF_THE_HEAD:
            head.take(segment)
        if head and segment.name in NAMING and found.dialect.name == "x12":
            found.dialect = dialect_of(" ".join([sender, *head.names.values()]))
        if segment.name == "SE":
            head = None
        if len(found.heads) > MOST_BILLS:
            raise Refused(
                f"The file holds more than {MOST_BILLS:,} bills, the most we read. "
                "Split it and send the parts.",
                reason="too_many_bills",
            )
    if not found.heads:
        raise no_bill(others)
    found.remarks += control.rest()
    found.dialect = points.adapted(found.dialect)
    found.remarks += [Remark(message=each) for each in points.in_words(found.dialect)]
    for head, segment in totals:
        try:
            head.total = found.dialect.amount(segment, 1)
        except NotANumber as wrong:
            head.rejects.append(
                Reject(
                    row=segment.number, column="TDS01", value=wrong.text,
                    reason="This is not a number.", invoice_no=head.number,
                )
            )  # fmt: skip
    return found


def no_bill(others: set[str]) -> Refused:
    held = f"it holds {', '.join(sorted(others))}" if others else "it holds no transaction set"
    return Refused(
        f"This is X12, but no 811, the consolidated service invoice: {held}.", reason="not_an_811"
    )


def day(text: str) -> date | None:
    """A day as CCYYMMDD, or YYMMDD of this century; the time after it, if any, is left out."""
    if not re.fullmatch("[0-9]{6}|[0-9]{8,14}", text, re.ASCII):
        return None
    digits = text if len(text) >= 8 else f"20{text}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
