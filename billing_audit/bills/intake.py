"""What the reading child has said of a file, gathered by the importing parent."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from billing_audit.bills.stream import Fault, Invoice

#: Warnings kept; a thousand of the same kind say no more than the first.
MOST_WARNINGS = 100


@dataclass(frozen=True)
class Named:
    """An invoice with the keys it was given."""

    key: int
    account: int
    head: Invoice


@dataclass
class Intake:
    """Everything but the lines, which went straight to the database."""

    format: str = ""
    invoices: dict[int, Named] = field(default_factory=dict)
    #: New keys by kind: key and what it stands for.
    given: dict[str, list[tuple[int, str, str]]] = field(
        default_factory=lambda: {"account": [], "service": [], "code": []}
    )
    rejects: list[dict] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    reject_count: int = 0
    bad_rows: int = 0
    rows: int = 0

    def take(self, note: dict) -> None:
        """One note of the child."""
        kind = note.pop("kind")
        getattr(self, f"_take_{kind}")(note)

    def count(self, lines: int) -> None:
        self.rows += lines

    def _take_format(self, note: dict) -> None:
        self.format = note["name"]

    def _take_invoice(self, note: dict) -> None:
        key, account = note.pop("key"), note.pop("account")
        for name in ("bill_date", "due_date", "period_from", "period_to"):
            if note.get(name):
                note[name] = date.fromisoformat(note[name])
        for name in ("stated_total", "amount_due"):
            if note.get(name) is not None:
                note[name] = Decimal(note[name])
        self.invoices[key] = Named(key, account, Invoice(**note))

    def _take_given(self, note: dict) -> None:
        for kind, key, *names in note["keys"]:
            self.given[kind].append((key, *names))

    def _take_reject(self, note: dict) -> None:
        self.rejects.append(note)

    def _take_remark(self, note: dict) -> None:
        if len(self.warnings) < MOST_WARNINGS:
            where = f"Line {note['row']}: " if note["row"] else ""
            self.warnings.append(f"{where}{note['message']}")

    def _take_fault(self, note: dict) -> None:
        invoice = note.pop("invoice")
        self.faults.append((invoice, Fault(**{**note, "excess": Decimal(note["excess"])})))

    def _take_end(self, note: dict) -> None:
        self.refused = note["refused"]
        self.reject_count = note["rejects"]
        self.bad_rows = note["bad_rows"]
