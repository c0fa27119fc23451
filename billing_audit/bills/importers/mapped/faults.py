"""What is wrong with a profile, each fault a sentence that says what to do."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from billing_audit.bills.importers.mapped import days, fields
from billing_audit.bills.stream import CHARGE_TYPES

if TYPE_CHECKING:
    from billing_audit.bills.importers.mapped.profile import Profile

DELIMITERS = re.compile(r"[^\w\s\"'.\\]|\t", re.ASCII)
THREE_LETTERS = re.compile(r"[A-Z]{3}")
LONGEST_NAME, MOST_COLUMNS, LAST_HEADER_ROW = 80, 200, 50


def faults(profile: "Profile") -> Iterator[str]:
    """Everything wrong, most important first."""
    yield from of_the_name(profile)
    yield from of_the_table(profile)
    yield from of_the_conventions(profile)
    yield from of_the_fields(profile)
    yield from of_the_charges(profile)
    yield from of_the_columns(profile)


def of_the_name(profile: "Profile") -> Iterator[str]:
    if not profile.name.strip() or len(profile.name) > LONGEST_NAME:
        yield f"Give the layout a name of up to {LONGEST_NAME} characters."
    if profile.currency and not THREE_LETTERS.fullmatch(profile.currency):
        yield "Write the currency as three capital letters, such as USD."


def of_the_table(profile: "Profile") -> Iterator[str]:
    table = profile.table
    if not DELIMITERS.fullmatch(table.delimiter):
        yield "Cells are separated by one character, such as a comma, a tab or a bar."
    if len(table.quote) > 1 or table.quote == table.delimiter:
        yield "The quotation mark is one character, and not the one that separates cells."
    if not 0 <= table.header_row <= LAST_HEADER_ROW:
        yield f"The row of the column names is between 1 and {LAST_HEADER_ROW}, or 0 for none."
    if table.header_row and not profile.recognised_by:
        yield "Say by which column names the file is recognised."
    if not table.header_row and not 1 <= table.width <= MOST_COLUMNS:
        yield "Say how many columns the file has; it is recognised by them, as it names none."


def of_the_conventions(profile: "Profile") -> Iterator[str]:
    conventions = profile.conventions
    if conventions.decimal == conventions.thousands:
        yield "Decimals and thousands cannot have the same sign."
    if not conventions.days:
        yield "Say how the carrier writes days, such as MM/DD/YYYY."
    for pattern in conventions.days:
        try:
            days.compiled(pattern)
        except days.BadPattern as wrong:
            yield str(wrong)


def of_the_fields(profile: "Profile") -> Iterator[str]:
    given = {*profile.columns, *profile.fixed}
    for name in sorted(given - {*fields.FIELDS}):
        yield f"No bill has a field “{name}”."
    for name in sorted({*profile.columns} & {*profile.fixed}):
        yield f"The {fields.IN_WORDS.get(name, name)} comes from a column and is fixed, too."
    for name in sorted({*profile.fixed} - {*fields.TEXTS}):
        if name in fields.FIELDS:
            yield f"The {fields.IN_WORDS[name]} cannot be the same in every row: choose a column."
    for name in ("account_no", "bill_date"):
        if name not in given:
            yield f"Choose the column of the {fields.IN_WORDS[name]}."
    if not profile.carrier.strip() and "carrier" not in given:
        yield "Say which carrier sends these bills, or choose the column that names it."


def of_the_charges(profile: "Profile") -> Iterator[str]:
    if profile.charges and "amount" in profile.columns:
        yield "Either one column is the amount, or several are, each with its kind of charge."
    if not profile.charges and "amount" not in profile.columns:
        yield "Choose the column of the amount."
    kinds = [each.charge_type for each in profile.charges] + [*profile.charge_types.values()]
    kinds += [profile.fixed["charge_type"]] if "charge_type" in profile.fixed else []
    for kind in sorted({*kinds} - {*CHARGE_TYPES}):
        yield f"“{kind}” is no kind of charge; there are {', '.join(CHARGE_TYPES)}."
    if not profile.charges and "charge_type" not in {*profile.columns, *profile.fixed}:
        yield "Say which kind of charge the rows are, or choose the column that tells."
    for each in profile.charges:
        if not each.column and not each.quantity:
            yield "A charge needs the column of its amount, or of its quantity."
    for proof in profile.proofs:
        if not proof.parts:
            yield f"Say which columns come to “{proof.total}”."


def of_the_columns(profile: "Profile") -> Iterator[str]:
    if profile.table.header_row:
        return
    letters = {letter(place) for place in range(profile.table.width)}
    for name in sorted(profile.named - letters):
        yield f"The file has no column {name}: it names none, so they are called A, B, C."


def letter(place: int) -> str:
    """What a spreadsheet calls a column: A for 0, AA for 26."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
