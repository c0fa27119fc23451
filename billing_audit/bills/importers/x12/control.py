"""Control counts and numbers of X12: what the sender says of its envelopes.

A wrong count is no reason to refuse a bill: senders get them wrong far more often than lines get
lost.  It is said aloud, and the bill's own total tells whether anything is missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from billing_audit.bills.importers.x12.segments import Segment
from billing_audit.bills.stream import Remark

#: Trailer: its header, what is counted, and where the header and the trailer have their number.
ENVELOPES = {
    "SE": ("ST", "segments", 2, 2),
    "GE": ("GS", "transaction sets", 6, 2),
    "IEA": ("ISA", "groups", 13, 2),
}
HEADERS = {header: trailer for trailer, (header, *_) in ENVELOPES.items()}
LOOKED_AT = {"CTT", *HEADERS, *ENVELOPES}


@dataclass
class Envelope:
    """One that is open, with its control number and what has been counted in it."""

    number: str
    count: int


@dataclass
class Control:
    """The envelopes that are open."""

    opened: dict[str, Envelope] = field(default_factory=dict)
    #: Segments of the transaction set by their name.
    names: Counter[str] = field(default_factory=Counter)

    def take(self, segment: Segment) -> Iterable[Remark]:
        """What is wrong with the envelopes at this segment."""
        if "ST" in self.opened:
            self.opened["ST"].count += 1
        self.names[segment.name] += 1
        return self._look(segment) if segment.name in LOOKED_AT else ()

    def _look(self, segment: Segment) -> Iterator[Remark]:
        if segment.name == "CTT":
            yield from self._count(segment)
        if trailer := HEADERS.get(segment.name):
            yield from self._open(segment, trailer)
        elif segment.name in ENVELOPES:
            yield from self._close(segment)

    def rest(self) -> Iterator[Remark]:
        """What is still open where the file ends."""
        for header in self.opened:
            yield Remark(message=f"The file ends before its {HEADERS[header]} segment.")

    def _count(self, segment: Segment) -> Iterator[Remark]:
        """Senders count items, items with sub-lines, or levels: any of them is right."""
        items, levels = self.names["IT1"], self.names["HL"]
        counts = {items, items + self.names["SLN"], levels}
        if segment.at(1).lstrip("0") not in {str(count or "") for count in counts}:
            yield Remark(
                message=f"CTT01 counts “{segment.at(1)}” lines; there are {items} items and "
                f"{levels} levels.",
                row=segment.number,
            )

    def _open(self, segment: Segment, trailer: str) -> Iterator[Remark]:
        name = segment.name
        if name in self.opened:
            yield Remark(
                message=f"{name} begins before the last one was closed by {trailer}.",
                row=segment.number,
            )
        outer = {"ST": "GS", "GS": "ISA"}.get(name)
        if outer in self.opened:
            self.opened[outer].count += 1
        if name == "ST":
            self.names.clear()
        self.opened[name] = Envelope(segment.at(ENVELOPES[trailer][2]), int(name == "ST"))

    def _close(self, segment: Segment) -> Iterator[Remark]:
        header, what, _, place = ENVELOPES[segment.name]
        envelope = self.opened.pop(header, None)
        if envelope is None:
            yield Remark(
                message=f"{segment.name} closes nothing: there is no {header} before it.",
                row=segment.number,
            )
            return
        counted, said = segment.at(1), segment.at(place)
        if counted.lstrip("0") != (str(envelope.count) if envelope.count else ""):
            yield Remark(
                message=f"{segment.name}01 counts “{counted}” {what}; there are {envelope.count}.",
                row=segment.number,
            )
        if said.lstrip("0") != envelope.number.lstrip("0"):
            yield Remark(
                message=f"{segment.name}02 says “{said}”, and {header} has the number "
                f"“{envelope.number}”.",
                row=segment.number,
            )
