"""What the mapping page shows: the child's words about a file, ready for a template."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import Any

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.importers.mapped import fields
from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.profile import Charge, Profile, Skip
from billing_audit.bills.stream import CHARGE_TYPES
from billing_audit.mapping import ways
from billing_audit.mapping.choosing import CHARGE, CREDIT, DELIMITERS, TOTAL, WAYS_APART
from retainer.lib.format import day, number

KINDS = [(name, ChargeType[name.upper()].in_words.capitalize()) for name in CHARGE_TYPES]
MEANINGS = [
    ("Of the bill", [(name, fields.IN_WORDS[name].capitalize()) for name in fields.OF_THE_BILL]),
    ("Of the charge", [(name, fields.IN_WORDS[name].capitalize()) for name in fields.OF_THE_LINE]),
    (
        "Several amounts in a row",
        [
            (CHARGE, "A charge of its own"),
            (CREDIT, "A credit, written as a positive amount"),
            (TOTAL, "A total that proves the charges"),
        ],
    ),
]
ENCODINGS = [
    ("auto", "UTF-8 or UTF-16, else Windows"),
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows Western (1252)"),
    ("latin-1", "ISO Western (8859-1)"),
    ("utf-16-le", "UTF-16, little end first"),
    ("utf-16-be", "UTF-16, big end first"),
]
SEPARATORS = [("comma", "Commas"), ("tab", "Tabs"), ("semicolon", "Semicolons"), ("bar", "Bars |")]
SIGNS = [("positive", "Above zero; credits below"), ("negative", "Below zero; credits above")]
BILL_DAYS = [("as written", "The day written"), ("month end", "The last day of that month")]
MATCHES = [("is", "is one of"), ("begins", "begins with one of")]


@dataclass(frozen=True)
class Column:
    """One column of the preview with what it is taken for."""

    number: int
    head: str
    meaning: str
    charge: Charge | None

    @property
    def is_taken(self) -> bool:
        return bool(self.meaning)

    @property
    def called(self) -> str:
        return self.head or f"Column {self.number + 1}"


@dataclass(frozen=True)
class Sight:
    """A file under a profile, as the page shows it."""

    #: What the child said goes to the template as it is: rows, sheets, bills, lines.
    said: dict[str, Any]
    profile: Profile

    meanings = MEANINGS
    charge_types = KINDS
    encodings = ENCODINGS
    separators = SEPARATORS
    signs = SIGNS
    bill_days = BILL_DAYS
    matches = MATCHES

    @property
    def is_workbook(self) -> bool:
        return self.profile.table.kind == "xlsx"

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """A sheet that is named must be called so next month, too; usually none need be."""
        names = self.said["sheets"]
        first = "The only one" if len(names) == 1 else "The first with these columns"
        return [("", f"{first} ({self.said['sheet']})"), *((name, name) for name in names)]

    @property
    def separator(self) -> str:
        named = {sign: name for name, sign in DELIMITERS.items()}
        return named.get(self.profile.table.delimiter, "")

    @property
    def figures(self) -> str:
        return self.profile.conventions.decimal + self.profile.conventions.thousands

    @property
    def ways_of_figures(self) -> list[tuple[str, str]]:
        keys = dict.fromkeys([*map("".join, ways.FIGURES), self.figures])
        return [(key, f"1{key[1:]}234{key[0]}56") for key in keys]

    @property
    def figures_said(self) -> str:
        """What the longest figure of these rows is, read this way."""
        read = {key: (text, figure) for key, text, figure in self.said["ways_of_figures"]}
        text, figure = read.get(self.figures, ("", ""))
        if text and figure:
            return f"“{text}” is {number(figure)}."
        if self.said["are_figures"] and self.figures not in read:
            return "Not every figure in these rows is written so."
        return ""

    @property
    def days(self) -> str:
        return WAYS_APART.join(self.profile.conventions.days)

    @property
    def ways_of_days(self) -> list[tuple[str, str]]:
        """The ways that fit these rows, and the one chosen, each with what it makes of a day."""
        fitting = {way: _read_as(text, read) for way, text, read in self.said["ways_of_days"]}
        if self.days and self.days not in fitting:
            fitting[self.days] = ""
        return [(way, f"{_in_words(way)}{read}") for way, read in fitting.items()]

    @property
    def open_day(self) -> dict[str, Any] | None:
        """A day that may be read in several ways, as long as nobody has said which it is."""
        readings = {read: text for _, text, read in self.said["ways_of_days"] if read}
        if self.days or len(readings) < 2:
            return None
        each = [day(date.fromisoformat(read)) for read in readings]
        return {"text": next(iter(readings.values())), "readings": " or ".join(each)}

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The words of the column that tells the kind of charge, with what each means to us."""
        if not self.kind_column:
            return []
        known = {folded(word): kind for word, kind in self.profile.charge_types.items()}
        return [
            {"word": word, "times": times, "charge_type": known.get(folded(word), "")}
            for word, times in self.said["kinds"]
        ]

    @property
    def missing(self) -> list[str]:
        """What has to be said before the layout can be saved."""
        unsaid = [kind["word"] for kind in self.kinds if not kind["charge_type"]]
        # A charge without its type is told by its column, below.
        said = [fault for fault in self.said["faults"] if not fault.startswith("“”")]
        said += [f"Say what kind of charge “{word}” is." for word in unsaid]
        said += [
            f"Choose the type of the charges in “{column.called}”."
            for column in self.columns
            if column.charge and not column.charge.charge_type
        ]
        refusal = self.said["refusal"]
        return [*said, refusal] if refusal else said

    @property
    def whose(self) -> str:
        return self.profile.carrier or "this carrier"

    @property
    def skip(self) -> Skip:
        return (self.profile.skips or (Skip(column="", words=()),))[0]

    @property
    def head_choices(self) -> list[tuple[str, str]]:
        return [(head, head) for head in self.said["heads"] if head]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The first rows, each cell with the reason why nobody can read it."""
        heads = self.said["heads"]
        bad = {(each["row"], each["column"]): each["reason"] for each in self.said["rejects"]}
        return [
            {
                "number": row,
                "cells": [
                    {"text": text, "reason": bad.get((row, head), "")}
                    for head, text in zip_longest(heads, cells[: len(heads)], fillvalue="")
                ],
            }
            for row, cells in self.said["rows"]
        ]

    @cached_property
    def columns(self) -> list[Column]:
        return list(self._columns())

    def _columns(self) -> Iterator[Column]:
        known = {head: field for field, head in self.profile.columns.items()}
        known |= {proof.total: TOTAL for proof in self.profile.proofs}
        charges = {each.column: each for each in self.profile.charges if each.column}
        for place, head in enumerate(self.said["heads"]):
            charge = charges.get(head)
            meaning = known.get(head, "")
            if charge:
                meaning = CREDIT if charge.is_credit else CHARGE
            yield Column(place, head, meaning, charge)

    @property
    def kind_column(self) -> str:
        return self.profile.columns.get("charge_type", "")

    @property
    def needs_one_kind(self) -> bool:
        return not self.profile.charges and not self.kind_column

    @property
    def fixed_charge_type(self) -> str:
        return self.profile.fixed.get("charge_type", "")


def revived(told: dict[str, Any]) -> dict[str, Any]:
    """Days of the child's JSON as such, and kinds of charge in words."""
    for line in told["lines"]:
        if kind := line.get("type"):
            line["kind"] = ChargeType[kind.upper()].in_words
    for thing in (*told["bills"], *told["lines"]):
        for name in ("dated", "period_from", "period_to"):
            if thing.get(name):
                thing[name] = date.fromisoformat(thing[name])
    return told


def _read_as(text: str, read: str) -> str:
    return f": {text} is {day(date.fromisoformat(read))}" if read else ""


def _in_words(way: str) -> str:
    return way.replace("*", " and a time")
