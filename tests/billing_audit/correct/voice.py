"""Telephone lines: subscriber line charges, calls in arrears, 911 and federal excise tax."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from billing_audit.checks.examples import Billed, Owned
from tests.billing_audit.correct.account import ONE_DAY, Account, rounded, text

LINE = {"code": "1FB", "description": "Business line, flat rate", "jurisdiction": "intrastate"}
EUCL = {
    "code": "EUCL", "description": "Federal subscriber line charge", "charge": "surcharge",
    "jurisdiction": "interstate",
}  # fmt: skip
E911 = {"code": "E911", "description": "911 service fee", "charge": "fee", "jurisdiction": "county"}
PRI = {"code": "PRI", "description": "ISDN primary rate", "jurisdiction": "intrastate"}
TOLL = {"code": "USG", "charge": "usage", "unit": "MIN"}


def voice(rng: Random, carrier: str, first: date) -> Account:
    account = Account(rng, carrier, f"{carrier[:3].upper()}-02", first, has_balance=True)
    for number in range(3):
        line(account, f"315-200-{1000 + number}")
    line_installed(account, "315-200-2001")
    line_ended(account, "315-200-2002")
    hunt_group(account, "315-200-3000")
    if rng.random() < 0.5:
        primary_rate(account, "315-200-4000")
    return account


def line(account: Account, number: str) -> None:
    account.inventory.append(owned(number, account))
    charge(account, number, range(account.cycles))
    toll(account, number, 0)


def charge(account: Account, number: str, cycles: range) -> None:
    account.monthly(number, Decimal("41.75"), cycles, **LINE)
    account.monthly(number, Decimal("9.20"), cycles, **EUCL)
    account.monthly(number, Decimal("0.75"), cycles, **E911)


def line_installed(account: Account, number: str) -> None:
    """The rest of its first month and the next whole one stand on one bill."""
    at = account.rng.randint(3, 9)
    day = account.day_in(at)
    account.inventory.append(replace(owned(number, account), installed=day.isoformat()))
    rest = (day, account.cycle(at)[1])
    quantity = {"quantity": "1"} if account.rng.random() < 0.5 else {}
    account.partial(at + 1, number, Decimal("41.75"), rest, **quantity, **LINE)
    account.partial(at + 1, number, Decimal("9.20"), rest, **quantity, **EUCL)
    charge(account, number, range(at + 1, account.cycles))
    toll(account, number, at + 1)


def line_ended(account: Account, number: str) -> None:
    at = account.rng.randint(3, 9)
    day = account.day_in(at)
    account.inventory.append(replace(owned(number, account), disconnected=day.isoformat()))
    rest = (day + ONE_DAY, account.cycle(at)[1])
    charge(account, number, range(at + 1))
    account.partial(at + 1, number, Decimal("-41.75"), rest, charge="credit", **LINE)
    account.partial(at + 1, number, Decimal("-9.20"), rest, **EUCL | {"charge": "credit"})


def hunt_group(account: Account, number: str) -> None:
    """Six trunks became four; the inventory knows four, and the day is in no register."""
    at = account.rng.randint(4, 9)
    account.inventory.append(replace(owned(number, account), seats=4))
    trunks = {**LINE, "code": "TFB", "description": "Trunks of a hunt group"}
    for cycles, count in ((range(at), 6), (range(at, account.cycles), 4)):
        account.monthly(number, Decimal("44.10"), cycles, quantity=count, **trunks)
        account.monthly(number, Decimal("9.20"), cycles, quantity=count, **EUCL)


def primary_rate(account: Account, number: str) -> None:
    account.inventory.append(replace(owned(number, account), seats=23, kind="pri"))
    account.monthly(number, Decimal("398.00"), range(account.cycles), **PRI)
    account.monthly(number, Decimal("9.20"), range(account.cycles), quantity=5, **EUCL)
    toll(account, number, 0)


def toll(account: Account, number: str, since: int) -> None:
    """Calls of the month before: several lines of one code, some of them with equal amounts."""
    rng = account.rng
    for at in range(since + 1, account.cycles):
        minutes = rng.randint(20, 400)
        for place, rate, printed, where in (
            ("Calls in state", "0.0420", "0.0420", "intrastate"),
            ("Calls to other states", "0.0237", "0.02", "interstate"),
            ("Directory assistance, in state", "0.0420", "0.0420", "intrastate"),
        ):
            account.put(at, Billed(
                service=number, amount=str(rounded(Decimal(rate) * minutes)),
                quantity=str(minutes), rate=printed, description=place, jurisdiction=where,
                period=text(account.cycle(at - 1)), **TOLL,
            ))  # fmt: skip


def owned(number: str, account: Account) -> Owned:
    return Owned(service=number, account=account.number, seats=1)
