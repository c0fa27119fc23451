"""What is different between two versions of a layout, in sentences."""

from collections.abc import Iterator

from billing_audit.bills.importers.mapped.fields import IN_WORDS
from billing_audit.bills.importers.mapped.profile import Profile


def changes(before: Profile, after: Profile) -> list[str]:
    """Every change; none means that only the number of the version is new."""
    return [*_of_the_table(before, after), *_of_the_columns(before, after), *_rest(before, after)]


def _of_the_table(before: Profile, after: Profile) -> Iterator[str]:
    if before.table != after.table:
        yield "The file is cut into cells in another way."
    old, new = before.conventions, after.conventions
    if (old.decimal, old.thousands) != (new.decimal, new.thousands):
        yield f"Figures: {_figure(before)} → {_figure(after)}."
    if old.days != new.days:
        yield f"Days: {' or '.join(old.days)} → {' or '.join(new.days)}."
    if old.charges_are != new.charges_are:
        yield f"Charges are written {new.charges_are}, not {old.charges_are}."
    if old.empty != new.empty:
        yield f"Words for an empty cell: {', '.join(new.empty) or 'none'}."


def _of_the_columns(before: Profile, after: Profile) -> Iterator[str]:
    for field in {**before.columns, **after.columns}:
        old, new = before.columns.get(field), after.columns.get(field)
        if old != new:
            called = IN_WORDS[field].capitalize()
            yield f"{called}: {_named(old)} → {_named(new)}."
    old_charges = {each.column: each for each in before.charges}
    new_charges = {each.column: each for each in after.charges}
    for column in {**old_charges, **new_charges}:
        if column not in new_charges:
            yield f"“{column}” is no charge any more."
        elif column not in old_charges:
            yield f"“{column}” is a charge: {new_charges[column].charge_type}."
        elif old_charges[column] != new_charges[column]:
            yield f"“{column}” is described or typed differently."
    for word in {**before.charge_types, **after.charge_types}:
        was, now = before.charge_types.get(word), after.charge_types.get(word)
        if was != now:
            yield f"The word “{word}”: {was or 'unknown'} → {now or 'unknown'}."


def _rest(before: Profile, after: Profile) -> Iterator[str]:
    if set(before.recognised_by) != set(after.recognised_by):
        added = [name for name in after.recognised_by if name not in before.recognised_by]
        gone = [name for name in before.recognised_by if name not in after.recognised_by]
        if added:
            yield f"Recognised by these columns, too: {', '.join(added)}."
        if gone:
            yield f"Recognised without these columns: {', '.join(gone)}."
    for name, said in (
        ("fixed", "What is the same in every row."),
        ("skips", "Which rows are left out."),
        ("proofs", "Which totals are proved."),
        ("currency", "The currency."),
        ("bill_day", "The day of the bill."),
    ):
        if getattr(before, name) != getattr(after, name):
            yield f"Changed: {said[0].lower()}{said[1:]}"


def _figure(profile: Profile) -> str:
    return f"1{profile.conventions.thousands}234{profile.conventions.decimal}56"


def _named(column: str | None) -> str:
    return f"“{column}”" if column else "no column"
