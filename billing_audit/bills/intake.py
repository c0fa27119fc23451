"""What the reading child has said of a file, gathered by the importing parent."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from retainer.lib.format import count

#: Warnings kept; a thousand of the same kind say no more than the first.
MOST_WARNINGS = 100
#: Carriers named one by one, and the characters there is room for.
MOST_CARRIERS, ROOM = 3, 200


def carriers_in_words(names: Iterable[str]) -> str:
    """``Corvane, Halyard`` or ``Corvane, Halyard, Telco and 2 more``."""
    known = sorted({name for name in names if name})
    more = len(known) - MOST_CARRIERS
    rest = f" and {more} more" if more > 0 else ""
    return (", ".join(known[:MOST_CARRIERS]) + rest)[:ROOM]


@dataclass
class Intake:
    """Everything but the lines, which went straight to the database."""

    format: str = ""
    #: The profile that a carrier's own table was read by: its key, if it is not a shipped one.
    profile: int | None = None
    profile_title: str = ""
    #: What was said of each invoice, and the keys it was given.
    invoices: list[dict] = field(default_factory=list)
    #: New keys by kind: key and what it stands for.
    given: dict[str, list[tuple[int, str, str]]] = field(
        default_factory=lambda: {"account": [], "service": [], "code": []}
    )
    rejects: list[dict] = field(default_factory=list)
    faults: list[dict] = field(default_factory=list)
    #: What a template read of a PDF: its key, and the bill as JSON.
    draft: dict | None = None
    remarks: list[str] = field(default_factory=list)
    #: Remarks for which there was no room.
    more_remarks: int = 0
    refused: set[int] = field(default_factory=set)
    reject_count: int = 0
    bad_rows: int = 0
    rows: int = 0

    def take(self, note: dict) -> None:
        """One note of the child."""
        kind = note.pop("kind")
        getattr(self, f"_take_{kind}")(note)

    def count(self, lines: int) -> None:
        self.rows += lines

    def loaded(self) -> list[dict]:
        """The invoices that were not refused."""
        return [note for note in self.invoices if note["key"] not in self.refused]

    @property
    def opened_accounts(self) -> list[int]:
        """New accounts that invoices were loaded under."""
        billed = {note["account"] for note in self.loaded()}
        return [key for key, *_ in self.given["account"] if key in billed]

    @property
    def carriers(self) -> str:
        """Whose bills they are, in words."""
        return carriers_in_words(note["carrier"] for note in self.invoices)

    @property
    def warnings(self) -> list[str]:
        """What was odd, and how much of it is not told one by one."""
        told = list(self.remarks)
        if self.more_remarks:
            told.append(f"{count(self.more_remarks, 'more remark')} like these.")
        if more := self.reject_count - len(self.rejects):
            told.append(f"{count(more, 'more cell')} than are listed could not be read.")
        return told

    def _take_format(self, note: dict) -> None:
        self.format = note["name"]

    def _take_profile(self, note: dict) -> None:
        self.profile, self.profile_title = note["key"], note["title"]

    def _take_invoice(self, note: dict) -> None:
        self.invoices.append(note)

    def _take_given(self, note: dict) -> None:
        for kind, key, *names in note["keys"]:
            self.given[kind].append((key, *names))

    def _take_reject(self, note: dict) -> None:
        self.rejects.append(note)

    def _take_remark(self, note: dict) -> None:
        if len(self.remarks) >= MOST_WARNINGS:
            self.more_remarks += 1
            return
        where = f"Line {note['row']}: " if note["row"] else ""
        self.remarks.append(f"{where}{note['message']}")

    def _take_fault(self, note: dict) -> None:
        names = ("invoice_id", "rule", "detail", "excess")
        self.faults.append({name: note[name] for name in names})

    def _take_draft(self, note: dict) -> None:
        self.draft = note

    def _take_end(self, note: dict) -> None:
        self.refused = set(note["refused"])
        self.reject_count = note["rejects"]
        self.bad_rows = note["bad_rows"]
