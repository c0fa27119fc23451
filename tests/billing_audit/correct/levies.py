"""Taxes, fees and surcharges at the end of a bill, each rounded as some carrier does."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from billing_audit.checks.examples import Billed
from tests.billing_audit.correct.account import Account, rounded

#: Contribution factors of the federal universal service fund, from the public notices.
FUSF = {
    "2023Q4": "0.345", "2024Q1": "0.346", "2024Q2": "0.328", "2024Q3": "0.344", "2024Q4": "0.358",
    "2025Q1": "0.363", "2025Q2": "0.366", "2025Q3": "0.360", "2025Q4": "0.381", "2026Q1": "0.376",
}  # fmt: skip
CHARGED = ("recurring", "usage", "one_time")
COUNTED = (*CHARGED, "credit", "adjustment", "surcharge", "fee")


def factor(day: date) -> Decimal:
    return Decimal(FUSF[f"{day.year}Q{(day.month + 2) // 3}"])


def levy(account: Account, *, style: str, excise: bool = False) -> None:
    """Federal fund, state and local taxes and surcharges on every bill of the account.

    ``whole`` reckons each on a sum, ``lines`` rounds it charge by charge and adds up, ``parents``
    prints it charge by charge beside the charge it is on.
    """
    for at in range(account.cycles):
        lines = account.lines.get(at, [])
        if not lines:
            continue
        day = account.cycle(at)[0]
        new = []
        interstate = [(n, x) for n, x in enumerate(lines, 1) if x.jurisdiction == "interstate"]
        local = [(n, x) for n, x in enumerate(lines, 1) if x.jurisdiction == "intrastate"]
        fund = Billed(
            service="", amount="0", code="FUSF", charge="surcharge",
            description="Federal Universal Service Fund", jurisdiction="interstate",
            period=(None, None),
        )  # fmt: skip
        new += spread(fund, interstate, factor(day), style)
        for name, code, rate, where in (
            ("State sales tax", "TAX", "0.0400", ""),
            ("County sales tax", "TAX", "0.0400", ""),
            ("City utility users tax", "TAX", "0.0250", "city"),
        ):
            tax = Billed(
                service="", amount="0", code=code, charge="tax", description=name,
                jurisdiction=where, period=(None, None),
            )  # fmt: skip
            new += spread(tax, local, Decimal(rate), style)
        if excise:
            tax = Billed(
                service="", amount="0", code="FET", charge="tax",
                description="Federal excise tax", period=(None, None),
            )  # fmt: skip
            taxed = [
                (n, x)
                for n, x in enumerate(lines, 1)
                if x.jurisdiction == "intrastate" or x.code == "EUCL"
            ]
            new += spread(tax, taxed, Decimal("0.03"), "lines" if style == "parents" else style)
        for line in new:
            account.put(at, line)


def spread(like: Billed, base: list[tuple[int, Billed]], rate: Decimal, style: str) -> list[Billed]:
    """One levy on some charges."""
    base = [(n, x) for n, x in base if x.charge in COUNTED]
    if style == "parents":
        parts = [
            replace(
                like,
                amount=str(rounded(Decimal(x.amount) * rate, 2, ROUND_DOWN)),
                parent=str(n),
                service=x.service,
                description=like.description,
            )
            for n, x in base
        ]
        return [part for part in parts if Decimal(part.amount)]
    if style == "lines":
        amount = sum(
            (rounded(Decimal(x.amount) * rate, 2, ROUND_HALF_UP) for _, x in base), Decimal(0)
        )
    else:
        amount = rounded(
            sum((Decimal(x.amount) for _, x in base), Decimal(0)) * rate, 2, ROUND_DOWN
        )
    return [replace(like, amount=str(amount))] if amount else []
