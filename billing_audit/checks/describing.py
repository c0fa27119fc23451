"""The catalogue of checks as Markdown, written from the checks themselves."""

from decimal import Decimal
from itertools import groupby

from billing_audit.checks.base import Check, Nature
from billing_audit.checks.catalogue import all_checks
from billing_audit.checks.examples import Bill, Billed, Example
from billing_audit.checks.families import family_of
from billing_audit.checks.not_made import NOT_MADE
from retainer.lib import format as written

HEAD = """# The checks

What an audit looks for. Where several checks want the same money, they claim in this order, and a
later one gets at most what the earlier ones left of a line: {order}. Savings ideas, alerts and
information claim nothing.

Written by `bin/manage list_checks` from the checks themselves; every example here is also a test.
"""

NOT_MADE_HEAD = """# What is not checked

Checks that the trade knows and audits here do not make, each with what it would need or
where it is done instead.
"""


def catalogue() -> str:
    """The whole catalogue, family by family."""
    claiming = [check.code for check in all_checks() if check.nature == Nature.ERROR]
    checks = sorted(all_checks(), key=lambda check: check.code)
    parts = [HEAD.format(order=", ".join(claiming))]
    for family, members in groupby(checks, lambda check: family_of(check.code)):
        parts += [f"# {family}\n", *map(describe, members)]
    parts.append(NOT_MADE_HEAD)
    parts += [f"- **{code} {title}.** {missing}" for code, (title, missing) in NOT_MADE.items()]
    parts.append("")
    return "\n".join(parts)


def describe(check: type[Check]) -> str:
    needs = ", ".join(need.words for need in check.needs) or "nothing but the bills"
    formulas = " or ".join(f"`{formula}`" for formula in check.formulas().values())
    nature = "" if check.nature == Nature.ERROR else f"{check.nature.capitalize()} · "
    parts = [
        f"## {check.code} {check.title}",
        f"*{nature}{check.severity.capitalize()} · confidence {check.confidence} · needs {needs}*",
        check.description(),
        f"{'The claim' if check.nature == Nature.ERROR else 'The amount'}: {formulas}.",
    ]
    if check.settings:
        tuned = "; ".join(
            f"{each.label} {each.in_words(each.default)} ({each.bounds})" for each in check.settings
        )
        parts.append(f"To be tuned: {tuned}.")
    parts.append("\n".join(describe_example(each) for each in check.examples))
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
