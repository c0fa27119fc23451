"""What the columns of an unknown table may be, by their heads and their first rows.

A proposal that a person looks over: whatever the cells leave open stays open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from billing_audit.bills.importers.mapped import fields
from billing_audit.bills.importers.mapped.cells import Cell, folded
from billing_audit.bills.importers.mapped.profile import Charge, Conventions, Profile, Proof
from billing_audit.mapping import ways, words

#: Words in a head that tell of a count, not of money.
COUNTED = {"kb", "mb", "gb", "minutes", "messages", "count", "calls", "number", "quantity"}
#: A column with more different words than this is no list of kinds.
MOST_KINDS = 60

Rows = Sequence[Sequence[Cell]]


def propose(profile: Profile, heads: Sequence[str], rows: Rows) -> Profile:
    """The profile with its columns, conventions and kinds of charge filled in."""
    columns = {head: _column(rows, place) for place, head in enumerate(heads) if head}
    chosen = dict(_chosen(columns))
    charges = tuple(_charges(columns, chosen))
    if charges:
        chosen.pop("amount", None)
    profile = replace(
        profile,
        recognised_by=tuple(columns),
        columns=chosen,
        charges=charges,
        proofs=tuple(_proofs(columns, charges)),
    )
    profile = replace(profile, conventions=conventions_of(profile, columns))
    kind = chosen.get("charge_type", "")
    told = {word: words.charge_type_of(word) for word in kinds_in(columns[kind])} if kind else {}
    return replace(profile, charge_types={word: told[word] for word in told if told[word]})


def kinds_in(column: Sequence[Cell]) -> list[str]:
    """The carrier's different words for kinds of charge; none if there are too many to be that."""
    met = {" ".join(cell.split()): None for cell in column if isinstance(cell, str)}
    different = {folded(word): word for word in reversed(met) if word}
    return [] if len(different) > MOST_KINDS else list(reversed(different.values()))


def conventions_of(profile: Profile, columns: dict[str, list[Cell]]) -> Conventions:
    """How days and figures are written, as far as the cells tell it."""
    days = [columns[name] for name in days_of(profile)]
    figures = [columns[name] for name in figures_of(profile)]
    known = profile.conventions
    fitting = ways.figures_that_differ([cell for column in figures for cell in column])
    decimal, thousands = fitting[0] if fitting else (known.decimal, known.thousands)
    return replace(known, days=_days(days), decimal=decimal, thousands=thousands)


def days_of(profile: Profile) -> list[str]:
    """The columns in which days stand."""
    return [name for field, name in profile.columns.items() if field in fields.DAYS]


def figures_of(profile: Profile) -> list[str]:
    """The columns in which figures stand."""
    named = [n for f, n in profile.columns.items() if f in (*fields.MONEY, *fields.NUMBERS)]
    return [*named, *(each.column for each in profile.charges if each.column)]


def _days(columns: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """One way for all days; else one for each column; none where it stays open."""
    fitting = ways.days_that_fit([cell for column in columns for cell in column])
    if len(fitting) == len(ways.DAYS):  # no cell says anything: they are stored as days
        return ways.DAYS[:1]
    if fitting:
        return tuple(fitting) if len(fitting) == 1 else ()
    each = [ways.days_that_fit(column) for column in columns]
    if any(len(found) != 1 for found in each):
        return ()
    return tuple(dict.fromkeys(found[0] for found in each))


def _column(rows: Rows, place: int) -> list[Cell]:
    return [row[place] for row in rows if place < len(row)]


def _chosen(columns: dict[str, list[Cell]]) -> Iterator[tuple[str, str]]:
    """For each field the column whose head fits it best, if its cells do, too."""
    best: dict[str, tuple[int, str]] = {}
    for head, column in columns.items():
        meant = words.meaning_of(head)
        if meant and meant[1] > best.get(meant[0], (0, ""))[0] and _may_be(meant[0], column):
            best[meant[0]] = (meant[1], head)
    yield from ((field, head) for field, (_, head) in best.items())


def _may_be(field: str, column: Sequence[Cell]) -> bool:
    if field in fields.DAYS:
        return ways.are_days(column)
    if field in (*fields.MONEY, *fields.NUMBERS):
        return ways.are_figures(column)
    return True


def _charges(columns: dict[str, list[Cell]], chosen: dict[str, str]) -> Iterator[Charge]:
    """Several columns of money that name their kind, where no column is plainly the amount."""
    taken = {head for field, head in chosen.items() if field != "amount"}
    found = [
        _charge(head, column)
        for head, column in columns.items()
        if head not in taken and _is_charge(head) and ways.are_figures(column)
    ]
    plainly = words.plain(chosen.get("amount", "")) in words.HEADS["amount"]
    if len(found) > 1 and not plainly:
        yield from found


def _charge(head: str, column: Sequence[Cell]) -> Charge:
    """A column of credits without a minus anywhere has them as positive amounts."""
    kind = words.charge_type_of(head)
    is_credit = kind == "credit" and not any(map(ways.is_below_zero, column))
    return Charge(column=head, charge_type=kind, description=head, is_credit=is_credit)


def _is_charge(head: str) -> bool:
    return bool(words.charge_type_of(head)) and not COUNTED & set(words.plain(head).split())


def _proofs(columns: dict[str, list[Cell]], charges: Sequence[Charge]) -> Iterator[Proof]:
    """A total beside several charges proves them."""
    totals = [h for h, cells in columns.items() if words.is_total(h) and ways.are_figures(cells)]
    if charges and totals:
        yield Proof(total=totals[0], parts=tuple(each.column for each in charges))
