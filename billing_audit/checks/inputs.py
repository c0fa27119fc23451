"""The values a claim is reckoned from: what they are called, and which row each was read from."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    MONEY = "money"
    RATE = "rate"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    #: Several lines' periods: a list of objects with ``line``, ``period_from`` and ``period_to``.
    PERIODS = "periods"
    #: A value of several rows: a list of objects with the key of the row and the value.
    VALUES = "values"


#: Kinds that hold several rows; the SELECT gives them as JSON.
LISTS = (Kind.PERIODS, Kind.VALUES)


#: What a client tuned is no row: the value used is kept with the proof.
SETTING = "setting"


@dataclass(frozen=True)
class Input:
    """A value of the proof.

    ``source`` says where it was read: ``line.unit_rate`` is that column of the
    row whose key the SELECT gives as ``line_id``.  A list names the row and the
    column of each of its objects: ``[{"line": 7, "amount": "12.50"}, …]`` has the
    source ``line.amount``.  What rows there are, ``findings/witnesses`` tells.
    """

    name: str
    label: str
    kind: Kind
    source: str

    @property
    def row(self) -> str:
        """The row it was read from, such as ``line`` or ``rate``."""
        return self.source.partition(".")[0]

    @property
    def column(self) -> str:
        return self.source.partition(".")[2]

    @property
    def sql(self) -> str:
        """The value as the text a proof holds: exact, with a decimal point, null when unknown."""
        column = f"w.{self.name}"
        if self.kind in (Kind.MONEY, Kind.RATE):
            exact = f"trim_scale({column})"
            return f"(CASE WHEN scale({exact}) < 2 THEN round({column}, 2) ELSE {exact} END)::text"
        if self.kind == Kind.NUMBER:
            return f"trim_scale({column}::numeric)::text"
        return column if self.kind in LISTS else f"{column}::text"


def proof_sql(inputs: tuple[Input, ...]) -> str:
    """The SQL that puts a row ``w`` of wrong things into the JSON a proof holds."""
    values = [f"'{value.name}', {value.sql}" for value in inputs]
    rows = dict.fromkeys(
        value.row for value in inputs if value.kind not in LISTS and value.row != SETTING
    )
    keys = ", ".join(f"'{row}', w.{row}_id" for row in rows)
    return f"jsonb_build_object({', '.join(values)}, 'rows', jsonb_build_object({keys}))"


def money(name: str, label: str, source: str) -> Input:
    return Input(name, label, Kind.MONEY, source)


def rate(name: str, label: str, source: str) -> Input:
    return Input(name, label, Kind.RATE, source)


def number(name: str, label: str, source: str) -> Input:
    return Input(name, label, Kind.NUMBER, source)


def day(name: str, label: str, source: str) -> Input:
    return Input(name, label, Kind.DATE, source)


def text(name: str, label: str, source: str) -> Input:
    return Input(name, label, Kind.TEXT, source)


def periods(name: str, label: str) -> Input:
    return Input(name, label, Kind.PERIODS, "")


def values(name: str, label: str, source: str) -> Input:
    """A number of several rows, such as the amounts of the lines a tax is charged on.

    ``total`` of a formula adds them up, ``count`` counts them.
    """
    return Input(name, label, Kind.VALUES, source)


#: What most checks of lines start from.
AMOUNT = money("amount", "amount billed", "line.amount")
QUANTITY = number("quantity", "quantity", "line.quantity")
UNIT_RATE = rate("unit_rate", "rate billed", "line.unit_rate")
PERIOD_FROM = day("period_from", "period from", "line.period_from")
PERIOD_TO = day("period_to", "period to", "line.period_to")
