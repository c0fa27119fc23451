"""Two accounts under one contract whose every clause the carrier keeps to."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from billing_audit.checks.contract.papers import (
    Committed,
    Discounted,
    Limited,
    Signed,
    Step,
    Waived,
)
from billing_audit.checks.examples import Billed, Owned
from tests.billing_audit.correct.account import Account, months_on, rounded, text, total

SESSIONS = {"code": "SESS", "description": "SIP sessions"}
FLAT = {"code": "MGD", "description": "Managed service"}


def agreement(rng: Random, carrier: str, first: date) -> tuple[Account, Account]:
    mark = carrier[:3].upper()
    master, other = (Account(rng, carrier, f"{mark}-{n}", first) for n in ("M", "O"))
    sizes = (rng.randint(60, 90), rng.randint(10, 30))
    for account, sessions in zip((master, other), sizes, strict=True):
        service = f"SIP-{account.number}"
        account.inventory.append(Owned(service=service, account=account.number))
        account.monthly(service, Decimal("12.50"), range(12), quantity=sessions, **SESSIONS)
        account.monthly(service, Decimal("333.33"), range(12), **FLAT)
        expedited(account, service)
    share_discount(master, other)
    surcharge(master)
    shortfall(master, other)
    ended = months_on(first, 12)
    master.papers[:0] = [
        Signed(number="MSA-9", term=text((months_on(first, -1), ended)),
               accounts=(master.number, other.number)),
        Discounted(contract="MSA-9", percent="7", credit_code="DISC", excluded_codes=("SESS",)),
        Limited(contract="MSA-9", charge_code="PTA", percent="5.6"),
        Waived(contract="MSA-9", charge_codes=("EXPED",)),
        Step(contract="MSA-9", charge_code="SESS", rate="14.00", counted="contract"),
        Step(contract="MSA-9", charge_code="SESS", rate="12.50", from_quantity="50",
             counted="contract"),
        Committed(contract="MSA-9", amount="40000.00", shortfall_percent="50",
                  valid=text((first, months_on(first, 12)))),
    ]  # fmt: skip
    return master, other


def expedited(account: Account, service: str) -> None:
    """What the contract waives is billed, and comes back two bills later."""
    at = account.rng.randint(2, 8)
    for bill, sign, kind in ((at, "", "one_time"), (at + 2, "-", "adjustment")):
        account.put(bill, Billed(service=service, amount=f"{sign}250.00", code="EXPED", charge=kind,
                                 description="Expedite charge", period=(None, None)))  # fmt: skip


def share_discount(master: Account, other: Account) -> None:
    """The discount of both accounts stands on the master account, rounded charge by charge."""
    each = rounded(Decimal("333.33") * 7 / 100)
    for at in range(12):
        for _ in (master, other):
            master.put(at, Billed(
                service="", amount=str(-each), code="DISC", charge="credit",
                description="Contract discount", period=(None, None),
            ))  # fmt: skip


def surcharge(account: Account) -> None:
    """At the percentage of the contract, rounded charge by charge."""
    for at in range(12):
        lines = [x for x in account.lines[at] if x.charge == "recurring"]
        amount = sum(
            (rounded(Decimal(x.amount) * Decimal("0.056"), 2, ROUND_HALF_UP) for x in lines),
            Decimal(0),
        )
        account.put(at, Billed(
            service="", amount=str(amount), code="PTA", charge="surcharge",
            description="Property tax allotment", period=(None, None),
        ))  # fmt: skip


def shortfall(master: Account, other: Account) -> None:
    """Half of what was missing at the end of the contract year, after discounts."""
    counted = sum(
        (
            total(tuple(x for x in account.lines[at] if x.charge in ("recurring", "credit")))
            for account in (master, other)
            for at in range(12)
        ),
        Decimal(0),
    )
    missing = max(Decimal(0), Decimal(40_000) - counted) / 2
    master.put(13, Billed(service="", amount=str(rounded(missing)), code="SHORTFALL",
                          description="Commitment shortfall", charge="one_time",
                          period=(None, None)))  # fmt: skip
