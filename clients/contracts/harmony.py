"""A client's contracts side by side, and where one says other than most."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from clients.contracts.calendar import Row
from clients.telecom.models import ServiceLevel
from retainer.lib import format as written
from retainer.lib.months import months_left

NOT_ON_FILE = "Not on file"
Says = Callable[[Row], str]


@dataclass(frozen=True)
class Clause:
    """What every contract says of one thing, in the order of the contracts."""

    name: str
    says: tuple[str, ...]

    @property
    def cells(self) -> list[tuple[str, bool]]:
        """What each says, and whether that differs from what most of them say."""
        said = Counter(word for word in self.says if word != NOT_ON_FILE)
        (usual, count), *others = said.most_common(2) or [("", 0)]
        # Between two that are said as often, both differ.
        tied = bool(others) and others[0][1] == count
        return [(word, word != NOT_ON_FILE and (tied or word != usual)) for word in self.says]

    @property
    def differs(self) -> bool:
        return len({word for word in self.says if word != NOT_ON_FILE}) > 1


def _count(noun: str, name: str) -> Says:
    def says(row: Row) -> str:
        value = getattr(row.contract, name)
        return NOT_ON_FILE if value is None else written.count(value, noun)

    return says


def _percent(name: str) -> Says:
    def says(row: Row) -> str:
        value = getattr(row.contract, name)
        return NOT_ON_FILE if value is None else f"{written.number(value)}%"

    return says


def _liability(row: Row) -> str:
    """What the carrier is liable for: an amount, the charges of some months, or both."""
    contract = row.contract
    said = []
    if contract.liability_cap is not None:
        said.append(written.money(contract.liability_cap, contract.currency))
    if contract.liability_months is not None:
        said.append(f"charges of {written.count(contract.liability_months, 'month')}")
    return " or ".join(said) or NOT_ON_FILE


def _length(row: Row) -> str:
    term = row.contract.term
    if term is None:
        return NOT_ON_FILE
    if term.upper is None:
        return "Runs until ended"
    return written.count(months_left(term.lower, term.upper), "month")


def _ends(row: Row) -> str:
    return NOT_ON_FILE if row.term.ends is None else written.day(row.term.ends)


def _renews(row: Row) -> str:
    return NOT_ON_FILE if row.term.first is None else row.renewal


CLAUSES: tuple[tuple[str, Says], ...] = (
    ("Length of the term", _length),
    ("Ends on", _ends),
    ("After the term", _renews),
    ("Notice", _count("day", "notice_days")),
    ("Minimum term of a service", _count("month", "minimum_term_months")),
    ("Termination in the minimum term", _percent("termination_percent")),
    ("Termination afterwards", _percent("later_termination_percent")),
    ("Cap on increases in a year", _percent("escalator_cap_percent")),
    ("Payment is due after", _count("day", "payment_days")),
    ("Time to dispute", _count("day", "dispute_days")),
    ("Carrier is liable up to", _liability),
    ("Limit of back-billing", _count("month", "back_bill_months")),
)


def side_by_side(rows: list[Row]) -> list[Clause]:
    """What the contracts say, clause by clause."""
    clauses = [Clause(name, tuple(says(row) for row in rows)) for name, says in CLAUSES]
    levels = _levels(rows)
    said = tuple("; ".join(levels.get(row.contract.pk, ())) or NOT_ON_FILE for row in rows)
    return [*clauses[:7], Clause("Service levels", said), *clauses[7:]]


def _levels(rows: list[Row]) -> dict[int, list[str]]:
    """The service levels that hold today, by contract."""
    found: dict[int, list[str]] = {}
    if not rows:
        return found
    held = ServiceLevel.objects.filter(
        contract__in=[row.contract.pk for row in rows], valid__contains=rows[0].term.today
    )
    for level in held.order_by("charge_code", "threshold_minutes"):
        found.setdefault(level.contract_id, []).append(level.in_words())
    return found
