"""In a child: what a drawing reads from a PDF while it is still being drawn.  No Django here.

A drawing lacks things most of the time.  What is whole is read as it will be once the template is
saved; what is not says why, under the name of its field.
"""

import json
import sys
from dataclasses import asdict, dataclass, field
from typing import Any

from billing_audit.bills.importers.paper.drafting import Reader
from billing_audit.bills.importers.paper.finding import has_mark
from billing_audit.bills.importers.paper.lines import lines_of
from billing_audit.bills.importers.paper.pages import opened
from billing_audit.bills.importers.paper.places import Label, Mark, Place
from billing_audit.bills.importers.paper.refusals import Scan
from billing_audit.bills.importers.paper.shape import BadShape, made_of
from billing_audit.bills.importers.paper.template import Conventions, Fields, Sum, Table, Template

#: Stands for a place nobody has marked: words that no bill has.
UNMARKED = Label("\N{OBJECT REPLACEMENT CHARACTER}")
NEEDED = ("invoice_no", "account_no", "bill_date", "total")
PLAIN = Conventions(".", "month-day-year", "USD")


@dataclass
class Trial:
    """A template made of what is whole, and why the rest is not."""

    drawn: dict[str, Any]
    wrong: dict[str, str] = field(default_factory=dict)

    def template(self) -> Template:
        places = {
            name: self._made(Place, place, f"fields.{name}")
            for name, place in self.drawn.get("fields", {}).items()
        }
        marked = {name: place for name, place in places.items() if place}
        conventions = self._made(Conventions, self.drawn.get("conventions", {}), "conventions")
        return Template(
            carrier=self.drawn.get("carrier") or "?",
            marks=tuple(self._all(Mark, "marks")) or (Mark(UNMARKED.words),),
            conventions=conventions or PLAIN,
            fields=Fields(**{**dict.fromkeys(NEEDED, UNMARKED), **marked}),
            tables=tuple(self._all(Table, "tables")),
            sums=tuple(self._all(Sum, "sums")),
            credit_note=self.drawn.get("credit_note", ""),
        )

    def _all(self, kind: Any, name: str) -> list[Any]:
        given = self.drawn.get(name, [])
        made = (self._made(kind, value, f"{name}[{at}]") for at, value in enumerate(given))
        return [each for each in made if each is not None]

    def _made(self, kind: Any, value: object, name: str) -> Any:
        try:
            return made_of(kind, value, name)
        except BadShape as bad:
            self.wrong[bad.where or name] = bad.why
            return None


def trial(path: str) -> bytes:
    """The drawing comes on standard input; what it reads goes back as JSON."""
    attempt = Trial(json.loads(sys.stdin.buffer.read()))
    template = attempt.template()
    with opened(path) as paper:
        reader = Reader(template, paper.page_count)
        marks: list[str] = []
        for page in paper.pages():
            reader.take(page)
            if page.number == 1:
                lines = lines_of(page.words)
                marks = [mark.words for mark in template.marks if has_mark(page, lines, mark)]
    if not reader.has_text:
        raise Scan
    said = {
        "texts": {_name(name): text for name, text in reader.found.items()},
        "draft": asdict(reader.draft()),
        "marks": marks,
        "wrong": attempt.wrong,
    }
    return json.dumps(said).encode()


def _name(place: str) -> str:
    return place if place.startswith("sums") else f"fields.{place}"
