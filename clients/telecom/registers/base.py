"""What a register is: a list with search, a page per row, a form, a CSV file in and out.

What differs between registers stands in a declaration; the views are the same for all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Expression, Model, Q, QuerySet

from clients.people.models import User
from clients.telecom import forms
from clients.telecom.reference import Loader
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written


@dataclass(frozen=True)
class Cell:
    """A column of the list and a line of the page: its heading and how to write it."""

    heading: str
    write: Callable[[Any], object]
    style: str = ""  # a class of the look: num, mono
    #: Only on the row's own page.
    detail_only: bool = False
    #: The panel of the page it stands in; the first panel has no heading.
    panel: str = ""


@dataclass(frozen=True)
class Register:
    """Everything the pages need to know of one kind of fact."""

    noun: str
    title: str
    answer: str
    empty: str
    model: type[Model]
    form: type[forms.FactForm]
    cells: tuple[Cell, ...]
    order: tuple[str, ...]
    search: tuple[str, ...]
    #: Fetches at once what the cells tell of several rows.
    prepare: Callable[[Iterable[Any]], None] | None = None
    #: What the order needs beyond the columns, by name.
    reckoned: Mapping[str, Expression] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    loader: type[Loader] | None = None
    #: Belongs to a client; else it is a public fact of the practice.
    of_client: bool = True
    #: Deeds for principals: what every client relies on is not one consultant's to change.
    principals_only: tuple[str, ...] = ()
    icon: str = "list"
    #: Where its addresses lie, ending with a slash.
    folder: str = ""

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def may(self, user: User) -> dict[str, bool]:
        """Which deeds are this person's to do."""
        deeds = ("create", "edit", "import")
        return {deed: user.is_principal or deed not in self.principals_only for deed in deeds}

    @property
    def list_cells(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.detail_only]

    def panels(self, row: Any) -> list[tuple[str, list[tuple[Cell, object]]]]:
        """What the row's page says, by panel."""
        panels: dict[str, list[tuple[Cell, object]]] = {}
        for cell in self.cells:
            panels.setdefault(cell.panel, []).append((cell, cell.write(row)))
        return list(panels.items())

    def prepared(self, rows: Iterable[Any]) -> list[Any]:
        """The rows, with what their cells tell beside their own columns."""
        rows = list(rows)
        if self.prepare:
            self.prepare(rows)
        return rows

    def rows(self, user: User) -> QuerySet:
        """The rows this person may see."""
        rows = self.model.objects.select_related(*self.related).annotate(**self.reckoned)
        return rows.visible_to(user) if self.of_client else rows

    def found(self, rows: QuerySet, words: str) -> QuerySet:
        """Only the rows in which every word occurs."""
        for word in words.split()[:6]:
            match = Q()
            for path in self.search:
                match |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(match)
        return rows


def until(row: Any) -> str:
    return written.day(last_day(row.valid)) if last_day(row.valid) else "further notice"


CLIENT = Cell("Client", lambda row: row.client)
