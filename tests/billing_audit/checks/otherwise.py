"""Says an example once more with a single thing otherwise."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from billing_audit.checks.examples import Bill, Billed, Example, Paper

Change = Callable[[Example], Example]


def otherwise(example: Example, title: str, *changes: Change) -> Example:
    """The example under another title, with these changes one after the other."""
    for change in changes:
        example = change(example)
    return replace(example, title=title, is_trap=False)


def spared(example: Example) -> Example:
    """Nothing is wrong with it any more."""
    bills = (
        replace(
            bill,
            over="",
            rules=(),
            says=(),
            lines=tuple(replace(line, over="", says=()) for line in bill.lines),
        )
        for bill in example.bills
    )
    return replace(example, bills=tuple(bills))


def bill_with(at: int, **changes: Any) -> Change:
    return _changing("bills", at, changes)


def every_bill_with(**changes: Any) -> Change:
    return lambda example: replace(
        example, bills=tuple(replace(bill, **changes) for bill in example.bills)
    )


def paper_with(at: int, **changes: Any) -> Change:
    return _changing("papers", at, changes)


def rate_with(at: int, **changes: Any) -> Change:
    return _changing("rates", at, changes)


def owned_with(at: int, **changes: Any) -> Change:
    return _changing("inventory", at, changes)


def terms_with(at: int, **changes: Any) -> Change:
    return _changing("contracts", at, changes)


def line_with(bill: int, at: int, **changes: Any) -> Change:
    """Another word on a line of a bill; both are counted from 0, or from the end."""

    def change(example: Example) -> Example:
        lines = _with(example.bills[bill].lines, at, changes)
        return bill_with(bill, lines=lines)(example)

    return change


def and_line(bill: int, *lines: Billed) -> Change:
    """Further lines on a bill."""
    return lambda example: bill_with(bill, lines=example.bills[bill].lines + lines)(example)


def and_bill(*bills: Bill) -> Change:
    """Further bills, after the others."""
    return lambda example: replace(example, bills=example.bills + bills)


def and_paper(*papers: Paper) -> Change:
    """Further papers, after the others."""
    return lambda example: replace(example, papers=example.papers + papers)


def without_paper(example: Example) -> Example:
    return replace(example, papers=())


def _changing(field: str, at: int, changes: dict[str, Any]) -> Change:
    return lambda example: replace(example, **{field: _with(getattr(example, field), at, changes)})


def _with(things: tuple[Any, ...], at: int, changes: dict[str, Any]) -> tuple[Any, ...]:
    at %= len(things)
    return (*things[:at], replace(things[at], **changes), *things[at + 1 :])


def bill_again(at: int, **changes: Any) -> Change:
    """A bill once more, after the others, with these changes."""
    return _again("bills", at, changes)


def line_again(bill: int, at: int, **changes: Any) -> Change:
    """A line once more, at the end of its bill, with these changes."""

    def change(example: Example) -> Example:
        lines = example.bills[bill].lines
        return bill_with(bill, lines=(*lines, replace(lines[at], **changes)))(example)

    return change


def paper_again(at: int, **changes: Any) -> Change:
    return _again("papers", at, changes)


def rate_again(at: int, **changes: Any) -> Change:
    return _again("rates", at, changes)


def owned_again(at: int, **changes: Any) -> Change:
    return _again("inventory", at, changes)


def without(field: str, at: int) -> Change:
    """One bill, paper, rate or service less."""
    return lambda example: replace(example, **{field: _less(getattr(example, field), at)})


def without_line(bill: int, at: int) -> Change:
    return lambda example: bill_with(bill, lines=_less(example.bills[bill].lines, at))(example)


Place = tuple[int, int]
Words = tuple[str, ...]


def asked(lines: dict[Place, str], says: dict[Place, Words] | None = None) -> Change:
    """These lines are wrong, by bill and place, and nothing else; both are counted from 0."""

    def change(example: Example) -> Example:
        example = spared(example)
        for (bill, at), over in lines.items():
            said = (says or {}).get((bill, at), ())
            example = line_with(bill, at, over=over, says=said)(example)
        return example

    return change


def asked_of_bills(
    bills: dict[int, str],
    rules: dict[int, Words] | None = None,
    says: dict[int, Words] | None = None,
) -> Change:
    """These bills are wrong, and nothing else, for the rules given."""

    def change(example: Example) -> Example:
        example = spared(example)
        for at, over in bills.items():
            named = {"rules": (rules or {}).get(at, ()), "says": (says or {}).get(at, ())}
            example = bill_with(at, over=over, **named)(example)
        return example

    return change


def _again(field: str, at: int, changes: dict[str, Any]) -> Change:
    def change(example: Example) -> Example:
        things = getattr(example, field)
        return replace(example, **{field: (*things, replace(things[at], **changes))})

    return change


def _less(things: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*things[:at], *things[at + 1 :])


def having(**fields: Any) -> Change:
    """Other bills, papers, rates or services altogether."""
    return lambda example: replace(example, **fields)
