"""The records of one service: summaries, and the details that have to come to them.

The trade calls it footing.  Where details foot they say better than their summary what is
charged; where they do not, the summary is what the bill's total consists of, so it stays the
charge and the details are shown beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from billing_audit.bills.caps import cap
from billing_audit.bills.importers.flat.layout import Footing, Layout, Part
from billing_audit.bills.importers.flat.reader import Row
from billing_audit.bills.importers.proof import Proof
from billing_audit.bills.stream import BillStream, Fault, Line, Remark
from retainer.lib.refusal import Refused

CHECK = "A20"
#: Records of one service that are kept until it ends; calls go by without being kept.
MOST_RECORDS = cap("BILL_MAX_SERVICE_RECORDS")
EIGHT = Decimal("1e-8")
ZERO = Decimal(0)
Key = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass
class Sums:
    """What the details of one summary come to."""

    kinds: set[str] = field(default_factory=set)
    net: Decimal = ZERO
    gross: Decimal = ZERO
    count: int = 0

    def add(self, row: Row) -> None:
        self.kinds.add(row.kind)
        self.net += row.values["net"]
        self.gross += row.values["gross"]
        self.count += 1


@dataclass
class Group:
    """The records since the last service ended."""

    layout: Layout
    proof: Proof
    summaries: list[Row] = field(default_factory=list)
    charges: list[Row] = field(default_factory=list)
    notes: dict[tuple[str, str], Row] = field(default_factory=dict)
    sums: dict[Key, Sums] = field(default_factory=dict)
    #: Line numbers of the summaries, by each key under which they have details.
    parents: dict[Key, str] = field(default_factory=dict)
    #: Summaries of usage whose calls are not in the file, and details without a summary.
    unproved: int = 0
    orphans: int = 0

    def take(self, row: Row) -> BillStream:
        """Keep a record until its service ends; a call's line goes at once."""
        match row.record.part:
            case Part.SUMMARY:
                self.summaries.append(row)
                for footing in self.layout.footings.values():
                    self.parents.setdefault(self._key(row, footing), line_no(row))
            case Part.CHARGE:
                self.charges.append(row)
            case Part.NOTE:
                self.notes[name_of(row)] = row
            case Part.USAGE:
                self._add(row)
                yield line_of(row, "memo", parent=self._parent(row))
        if len(self.summaries) + len(self.charges) + len(self.notes) > MOST_RECORDS:
            raise Refused(
                f"Line {row.number}: one service has more than {MOST_RECORDS:,} records.",
                reason="too_many_rows",
            )

    def close(self) -> BillStream:
        """The service is complete: prove its details and say its charges."""
        of_summary: dict[Key, list[Row]] = {}
        for row in self.charges:
            self._add(row)
            of_summary.setdefault(self._key(row, self.layout.footings[row.kind]), []).append(row)
        for summary in self.summaries:
            key = self._found(summary)
            details = of_summary.pop(key, [])
            faults = [*self._prove(summary, key)]
            yield from faults
            is_detailed = bool(details) and not any(isinstance(f, Fault) for f in faults)
            yield from self._lines(summary, details, is_detailed=is_detailed)
        for row in (row for rows in of_summary.values() for row in rows):
            self.orphans += 1
            yield line_of(self._described(row), "memo")
        self.summaries, self.charges, self.notes = [], [], {}
        self.sums, self.parents = {}, {}

    def _add(self, row: Row) -> None:
        key = self._key(row, self.layout.footings[row.kind])
        self.sums.setdefault(key, Sums()).add(row)

    def _key(self, row: Row, footing: Footing) -> Key:
        described = self._described(row)
        return footing.by, tuple(str(described.values.get(name, "")) for name in footing.by)

    def _described(self, row: Row) -> Row:
        """A detail with what its note adds to it."""
        note = self.notes.get(name_of(row)) if row.record.part is Part.CHARGE else None
        if note is None:
            return row
        return Row(row.number, row.kind, row.record, {**note.values, **row.values})

    def _found(self, summary: Row) -> Key:
        """The key under which the summary's details were added up, if there are any."""
        keys = [self._key(summary, footing) for footing in self.layout.footings.values()]
        return next((key for key in keys if key in self.sums), keys[0])

    def _parent(self, row: Row) -> str:
        parent = self.parents.get(self._key(row, self.layout.footings[row.kind]), "")
        self.orphans += not parent
        return parent

    def _prove(self, summary: Row, key: Key) -> Iterator[Fault | Remark]:
        values, sums = summary.values, self.sums.get(key)
        if sums is None:
            category = str(values.get("category", ""))
            self.unproved += self.layout.charge_type(category) == "usage"
            return
        footing = self.layout.footings[min(sums.kinds)]
        self.proof.applies(footing.rule)
        if (sums.net, sums.gross) != (values["net"], values["gross"]):
            yield Fault(
                check=CHECK,
                rule=footing.rule,
                detail=f"Line {summary.number}: the {footing.words} come to {sums.net} without "
                f"and {sums.gross} with tax; their summary says {values['net']} and "
                f"{values['gross']}.",
            )
        elif self._counts(summary, footing) and values.get("quantity") != sums.count:
            yield Remark(
                message=f"The summary counts {values.get('quantity')} {footing.words}; the file "
                f"holds {sums.count}, which come to the same amount.",
                row=summary.number,
            )

    def _counts(self, summary: Row, footing: Footing) -> bool:
        """Whether the summary's quantity is the number of its details."""
        return bool(footing.counted_in) and summary.values.get("unit") == footing.counted_in

    def _lines(self, summary: Row, details: list[Row], *, is_detailed: bool) -> Iterator[Line]:
        parent = line_no(summary)
        kind = self._kind(summary)
        yield line_of(summary, "memo" if is_detailed else kind)
        for row in map(self._described, details):
            yield line_of(row, self._kind(row) if is_detailed else "memo", parent=parent)
        if tax := summary.values["tax"]:
            yield Line(
                line_no=f"{parent}-TAX",
                charge_type="tax",
                charge_code=self.layout.tax_code,
                description=f"{self.layout.tax_code} on {parent}",
                amount=tax,
                service_id=str(summary.values.get("service", "")),
                parent_line=parent,
                source_row=summary.number,
                source_ref=f"line {summary.number}",
            )

    def _kind(self, row: Row) -> str:
        kind = self.layout.charge_type(str(row.values.get("category", "")))
        return "credit" if row.values["net"] < 0 else "adjustment" if kind == "credit" else kind


def name_of(row: Row) -> tuple[str, str]:
    return str(row.values["service"]), str(row.values["number"])


def line_no(row: Row) -> str:
    return f"{row.kind}-{str(row.values['number']).lstrip('0')}"


def line_of(row: Row, kind: str, *, parent: str = "") -> Line:
    """A record as a bill line; its amount is the one without tax."""
    values = row.values
    begins, ends = values.get("begins"), values.get("ends")
    if begins and ends and ends < begins:
        begins = ends = None
    words = (str(values.get(name) or "") for name in ("text", "plan", "called"))
    description = ", ".join(filter(None, words)) or str(values.get("category") or row.kind)
    return Line(
        line_no=line_no(row),
        charge_type=kind,
        charge_code=str(values.get("code") or ""),
        description=description,
        amount=values["net"],
        quantity=values.get("quantity"),
        unit=str(values.get("unit") or ""),
        unit_rate=rate_of(row),
        service_id=str(values.get("service") or ""),
        period_from=begins,
        period_to=ends,
        parent_line=parent,
        source_row=row.number,
        source_ref=f"line {row.number}, {row.kind}",
    )


def rate_of(row: Row) -> Decimal | None:
    """The price of one without tax; printed prices often include it, which the amounts tell."""
    values = row.values
    price, quantity = values.get("price"), values.get("quantity")
    if not price or not quantity:
        return None
    if price * quantity == values["gross"]:
        return (values["net"] / quantity).quantize(EIGHT, ROUND_HALF_UP)
    return price if price * quantity == values["net"] else None
