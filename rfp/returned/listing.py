"""The changes of a document as its page and its files list them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from rfp.addenda.redline import Stretch, redline
from rfp.compare.change import PARTS
from rfp.returned.models import ReturnedChange, ReturnedDocument

Kind, State = ReturnedChange.Kind, ReturnedChange.State
AT_ONCE = 100
LABELS = (("untracked", "Not tracked"), ("tracked", "Tracked"))
#: Sums over the changes of a document, for lists and figures.
COUNTS = {
    "total": Count("changes"),
    "untracked": Count("changes", filter=Q(changes__is_disclosed=False)),
    "open_ones": Count("changes", filter=Q(changes__state=State.OPEN)),
    "asked": Count(
        "changes", filter=Q(changes__is_disclosed=False) & ~Q(changes__state=State.ACCEPTED)
    ),
}
HEADING = [
    *("number", "label", "kind", "part", "where", "before", "after"),
    *("state", "note", "judged_by", "judged_at"),
]


@dataclass(frozen=True)
class Row:
    """A change with its words as one."""

    change: ReturnedChange

    @property
    def stretches(self) -> list[Stretch]:
        return redline(self.change.before, self.change.after)

    @property
    def is_words(self) -> bool:
        """Whether the change is of words; looks and moves are told otherwise."""
        return self.change.kind not in (Kind.MOVED, Kind.FORMATTING)


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    value: str
    word: str
    chosen: bool


@dataclass(frozen=True)
class Page:
    """A stretch of the list, and the keys of those beside it."""

    rows: list[Row]
    older: str
    newer: str


def filtered(changes: QuerySet[ReturnedChange], query: QueryDict) -> QuerySet[ReturnedChange]:
    """The changes that an address asks for."""
    label = query.get("label", "")
    if label in dict(LABELS):
        changes = changes.filter(is_disclosed=label == "tracked")
    for name, allowed in (("kind", Kind.values), ("state", State.values)):
        if query.get(name) in allowed:
            changes = changes.filter(**{name: query[name]})
    if query.get("part") in PARTS:
        changes = changes.filter(part=query["part"])
    return changes


def page(changes: QuerySet[ReturnedChange], query: QueryDict) -> Page:
    """A hundred of them, from the one that the address names."""
    after, until = (_number(query.get(name, "")) for name in ("older", "newer"))
    if until:
        found = list(changes.filter(number__lt=until).order_by("-number")[: AT_ONCE + 1])
        more, rows = len(found) > AT_ONCE, found[:AT_ONCE][::-1]
        newer = str(rows[0].number) if more and rows else ""
        return Page([Row(one) for one in rows], str(rows[-1].number) if rows else "", newer)
    found = list(changes.filter(number__gt=after).order_by("number")[: AT_ONCE + 1])
    rows = found[:AT_ONCE]
    older = str(rows[-1].number) if len(found) > AT_ONCE else ""
    return Page([Row(one) for one in rows], older, str(rows[0].number) if after and rows else "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def parts(document: ReturnedDocument, chosen: str) -> list[Choice]:
    """The parts that changed, for a filter."""
    found = document.changes.order_by("part").values_list("part", flat=True).distinct()
    return [Choice(part, part.capitalize(), part == chosen) for part in found]


def told(changes: QuerySet[ReturnedChange]) -> Iterator[list[object]]:
    """The rows of a CSV file."""
    for one in changes.select_related("judged_by").order_by("number").iterator(1000):
        label = "undisclosed" if not one.is_disclosed else "disclosed"
        yield [
            *(one.number, label, one.kind, one.part, one.place, one.before, one.after),
            *(one.state, one.note, one.judged_by or "", one.judged_at or ""),
        ]


def as_json(document: ReturnedDocument) -> dict[str, object]:
    """As ``compare_documents`` tells it, with what we think of each change."""
    changes = document.changes.order_by("number")
    return {
        "issued": document.issued.name,
        "returned": document.returned.name,
        "changes": [
            {
                "kind": one.kind,
                "part": one.part,
                "where": one.place,
                "before": one.before,
                "after": one.after,
                "disclosed": one.is_disclosed,
                "state": one.state,
                "note": one.note,
            }
            for one in changes
        ],
    }
