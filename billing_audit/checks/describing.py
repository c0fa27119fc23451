"""The catalogue of checks as Markdown, written from the checks themselves."""

from decimal import Decimal

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Bill, Billed, Example
from retainer.lib import format as written

HEAD = """# The checks

What an audit looks for, in the order in which checks may claim the same money: a later one gets
at most what the earlier ones left of a line. Written by `bin/manage list_checks` from the checks
themselves; every example here is also a test.
"""


def catalogue() -> str:
    return "\n".join([HEAD, *(describe(check) for check in all_checks())])


def describe(check: type[Check]) -> str:
    needs = ", ".join(need.words for need in check.needs) or "nothing but the bills"
    formulas = " or ".join(f"`{formula}`" for formula in check.formulas().values())
    parts = [
        f"## {check.code} {check.title}",
        f"*{check.severity.capitalize()} · confidence {check.confidence} · needs {needs}*",
        check.description(),
        f"The claim: {formulas}.",
        "\n".join(describe_example(each) for each in check.examples),
    ]
    return "\n\n".join(parts) + "\n"


def describe_example(example: Example) -> str:
    """``- One port twice — asks back 612.00``."""
    return f"- {example.title} — {outcome(example)}"


def outcome(example: Example) -> str:
    caught: list[Bill | Billed] = [*example.bills, *example.lines()]
    amounts = [Decimal(each.over) for each in caught if each.over]
    if not amounts:
        return "nothing is wrong"
    if not any(amounts):
        return "reported, nothing asked back"
    return f"found: {' + '.join(written.number(amount, 2) for amount in amounts)}"
