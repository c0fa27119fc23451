"""From broken rules to a verdict on the bill and to faults an audit can put a price on."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from billing_audit.bills.importers.einvoice.document import Amount, Document, value
from billing_audit.bills.importers.einvoice.numbers import ZERO, cents, sum_of
from billing_audit.bills.importers.einvoice.rules import Breach, breaches
from billing_audit.bills.importers.verdicts import Finding, Verdict
from billing_audit.bills.stream import Fault

CHECK = "A20"
#: Peppol's rules of form; they are the carrier's duty only where the bill claims to follow Peppol.
ARITHMETIC_OF_PEPPOL = {f"PEPPOL-EN16931-{name}" for name in ("R040", "R046", "R120")}
MOST_DETAILS = 3


def verdict(document: Document, format_name: str) -> Verdict:
    """The rules to the letter; the verdict by EN 16931's alone.

    A bill without lines (Factur-X MINIMUM and BASIC WL) leaves out what some rules compare, so
    that they fail to the letter although nothing is wrong: those are no findings.
    """
    found = breaches(document)
    failed = {name: what for name, what in found.items() if what}
    excused = {name for name in failed if is_excused(name, document)}
    counted = [name for name in failed if name.startswith("BR-")]
    answer = "clean" if not counted else "finding" if set(counted) - excused else "cannot-check"
    return Verdict(
        format=format_name,
        verdict=answer,
        rules={name: "fail" if what else "pass" for name, what in found.items()},
        findings=tuple(
            Finding(CHECK, name, in_words(what))
            for name, what in failed.items()
            if name not in excused
        ),
        warnings=tuple(warnings(document, excused)),
    )


def faults(document: Document) -> list[Fault]:
    """What an audit stores of a bill's arithmetic.

    Only two rules have a price here.  BR-CO-17 and BR-CO-16 say that the tax or the amount to pay
    is too high; that the lines do not come to the stated total is check A03's claim already.
    """
    return [
        Fault(check=CHECK, rule=name, detail=in_words(what), excess=excess(document, name, what))
        for name, what in breaches(document).items()
        if what and not is_excused(name, document) and concerns(document, name)
    ]


def concerns(document: Document, rule: str) -> bool:
    claims_peppol = "peppol" in document.specification.lower()
    return rule.startswith("BR-") or claims_peppol or rule in ARITHMETIC_OF_PEPPOL


def excess(document: Document, rule: str, what: list[Breach]) -> Decimal:
    too_high = sum_of(each.too_high for each in what)
    if rule == "BR-CO-16":
        too_high -= sum_of(value(each.amount) for each in document.third_party)
    return max(ZERO, cents(too_high * sign(document)))


def sign(document: Document) -> int:
    """-1 where the bill's positive amounts are credits.

    A credit note that states negative amounts is taken to mean the same credit, written twice
    negative by mistake: what a carrier calls a credit note is no new charge.
    """
    if not document.is_credit_note or document.totals is None:
        return -1 if document.is_credit_note else 1
    totals = document.totals
    stated = [value(totals.with_tax), value(totals.payable), value(totals.without_tax)]
    return 1 if next((each for each in stated if each), ZERO) < 0 else -1


def is_excused(rule: str, document: Document) -> bool:
    """Whether a rule fails only because a bill without lines does not carry what it compares."""
    if document.lines:
        return False
    totals = document.totals
    if rule in ("BR-CO-10", "BR-CO-13"):
        return rule == "BR-CO-10" or totals.lines is None
    if rule == "BR-CO-14":
        return not document.breakdown
    if rule == "BR-CO-16":
        return totals.lines is None and totals.prepaid is None
    return rule.startswith("BR-") and rule.endswith("-08")


def in_words(what: list[Breach]) -> str:
    words = " ".join(each.detail for each in what[:MOST_DETAILS])
    return words if len(what) <= MOST_DETAILS else f"{words} And {len(what) - MOST_DETAILS} more."


def warnings(document: Document, excused: set[str]) -> Iterator[str]:
    if excused:
        yield (
            "The bill carries no lines, so these rules cannot be checked: "
            f"{', '.join(sorted(excused))}."
        )
    if document.is_credit_note and sign(document) > 0:
        yield "This credit note states negative amounts; we read them as a credit all the same."
    odd = sorted({amount.text for amount in amounts(document) if amount.number is None})
    for text in odd[:MOST_DETAILS]:
        yield f"“{text}” stands where a number belongs." if text else "An amount is empty."


def amounts(part: object) -> Iterator[Amount]:
    """Every amount anywhere in a document."""
    if isinstance(part, Amount):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from amounts(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from amounts(getattr(part, each.name))
