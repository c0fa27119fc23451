"""The invoices of a file while it is read: which there are, and which are refused whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from billing_audit.bills.keys import Account, Keys
from billing_audit.bills.stream import Fault, Invoice, Reject, Remark

#: Rejects told one by one; beyond that a file is hopeless and they are only counted.
MOST_REJECTS = 100_000

Note = dict[str, object]


class Mark(NamedTuple):
    """What a row says of its invoice; "" is unknown."""

    account_no: str
    invoice_no: str
    bill_date: str


@dataclass
class Entry:
    """One invoice of the file."""

    key: int
    account: Account
    head: Invoice


@dataclass
class Book:
    """Gives invoices their keys and keeps what the parent is to be told."""

    keys: Keys
    entries: dict[tuple[int, str, str], Entry] = field(default_factory=dict)
    #: The first bill date that came with an account and an invoice number.
    dated: dict[tuple[int, str], date] = field(default_factory=dict)
    refused: set[Mark] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    rejects: int = 0
    #: Rows that became no line, for one unreadable cell or several.
    bad_rows: int = 0

    def open(self, head: Invoice) -> Entry | None:
        """The invoice's entry; ``None`` when nobody knows its account."""
        numbers = (head.account_no, *head.other_references)
        account = self.keys.account(head.carrier, numbers, head.currency)
        if account is None:
            return None
        name = (account.key, head.invoice_no, str(head.bill_date))
        entry = self.entries.get(name)
        if entry is None:
            entry = self.entries[name] = Entry(self.keys.draw("invoice"), account, head)
            self._compare_dates(account, head)
            said = {name: value for name, value in vars(head).items() if value is not None}
            self.note("invoice", key=entry.key, account=account.key, **said)
        return entry

    def _compare_dates(self, account: Account, head: Invoice) -> None:
        """One number with two bill dates is two invoices, or one with a date mistyped."""
        first = self.dated.setdefault((account.key, head.invoice_no), head.bill_date)
        if first != head.bill_date:
            message = (
                f"Invoice {head.invoice_no} of account {account.number} bears two bill dates, "
                f"{first:%-d %b %Y} and {head.bill_date:%-d %b %Y}, and was read as two "
                "invoices. If one of the dates is a mistake, undo the import and correct it."
            )
            self.remark(Remark(message=message))

    def refuse(self, mark: Mark) -> None:
        self.refused.add(mark)

    def spoil(self, invoice_no: str) -> None:
        """Refuse every invoice of this number, whatever its account."""
        self.refuse(Mark("", invoice_no, ""))

    def refused_keys(self) -> list[int]:
        """The invoices that a bad row belongs to."""
        if not self.refused:
            return []
        return [
            entry.key for entry in self.entries.values() if self.refused & ways_to_name(entry.head)
        ]

    def marks(self) -> Iterator[Mark]:
        """The invoices met so far."""
        return (mark_of(entry.head) for entry in self.entries.values())

    def reject(self, reject: Reject) -> None:
        self.rejects += 1
        if self.rejects <= MOST_REJECTS:
            self.note("reject", **vars(reject))

    def remark(self, remark: Remark) -> None:
        self.note("remark", **vars(remark))

    def fault(self, entry: Entry, fault: Fault) -> None:
        self.note("fault", invoice_id=entry.key, **vars(fault))

    def note(self, kind: str, **said: object) -> None:
        self.notes.append({"kind": kind, **{name: plain(value) for name, value in said.items()}})

    def take_notes(self) -> list[Note]:
        """What the parent has not been told yet."""
        if self.keys.given:
            self.note("given", keys=self.keys.given)
            self.keys.given = []
        notes, self.notes = self.notes, []
        return notes

    def closing_notes(self) -> list[Note]:
        self.note("end", refused=self.refused_keys(), rejects=self.rejects, bad_rows=self.bad_rows)
        return self.take_notes()


def mark_of(head: Invoice) -> Mark:
    return Mark(head.account_no, head.invoice_no, str(head.bill_date))


def ways_to_name(head: Invoice) -> set[Mark]:
    """Every way a bad row may name this invoice."""
    return {
        Mark(account, head.invoice_no, day)
        for account in (head.account_no, "")
        for day in (str(head.bill_date), "")
    }


def plain(value: object) -> object:
    """As JSON holds it: money and days as text."""
    return value if isinstance(value, int | str | list | tuple | None) else str(value)
