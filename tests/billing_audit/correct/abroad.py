"""Bills in another currency: gathered, corrected, credited and issued anew, or never loaded."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from billing_audit.checks.examples import Bill, Billed, Owned
from tests.billing_audit.correct.account import ONE_DAY, Account, months_on, rounded, text, total

ACCESS = {"code": "DIA", "description": "Dedicated internet access, 500 Mbps"}
VAT = Decimal("0.20")


def abroad(rng: Random, carrier: str, first: date) -> Account:
    currency = rng.choice(("EUR", "JPY"))
    account = Account(rng, carrier, f"{carrier[:3].upper()}-04", first, currency=currency)
    account.lost = {rng.randint(3, 5)}
    gathered(account, "AB/1")
    moved_date(account, "AB/2")
    steady(account, "AB/3")
    taxed(account)
    bills = account.bills()
    corrected(account, bills[6])
    issued_anew(account, bills[9])
    return account


def price(account: Account) -> Decimal:
    return account.money(Decimal(account.rng.randrange(20_000, 90_000)) / 7)


def steady(account: Account, service: str) -> None:
    account.inventory.append(Owned(service=service, account=account.number))
    account.monthly(service, price(account), range(account.cycles), **ACCESS)


def gathered(account: Account, service: str) -> None:
    """One bill brings nothing of the service, the next one two months of it."""
    account.inventory.append(Owned(service=service, account=account.number))
    rate, at = price(account), account.rng.randint(7, 10)
    account.monthly(service, rate, range(at), **ACCESS)
    account.put(at + 1, Billed(service=service, amount=str(rate), quantity="1", rate=str(rate),
                               period=text(account.cycle(at)), **ACCESS))  # fmt: skip
    account.monthly(service, rate, range(at + 1, account.cycles), **ACCESS)


def moved_date(account: Account, service: str) -> None:
    """From the first of the period to its fifteenth day; what lies between is billed by the day."""
    account.inventory.append(Owned(service=service, account=account.number))
    rate, at = price(account), account.rng.randint(3, 9)
    account.monthly(service, rate, range(at), **ACCESS)
    begins = account.cycle(at)[0]
    account.partial(at, service, rate, (begins, begins + timedelta(days=13)), **ACCESS)
    later = begins + timedelta(days=14)
    for month in range(account.cycles - at):
        days = (months_on(later, month), months_on(later, month + 1) - ONE_DAY)
        account.put(at + month, Billed(
            service=service, amount=str(rate), quantity="1", rate=str(rate), period=text(days),
            **ACCESS,
        ))  # fmt: skip


def taxed(account: Account) -> None:
    for at in range(account.cycles):
        tax = rounded(total(tuple(account.lines.get(at, ()))) * VAT, account.places)
        account.put(at, Billed(service="", amount=str(tax), code="VAT", charge="tax",
                               description="VAT 20%", period=(None, None)))  # fmt: skip


def corrected(account: Account, bill: Bill) -> None:
    """A corrected bill takes the place of one that was too high by a line."""
    account.extra.append(
        replace(
            bill,
            lines=bill.lines[1:],
            stated=str(total(bill.lines[1:])),
            number=f"{bill.number}-C",
            on=later(bill, 5),
            file=f"{bill.number}-C.csv",
            corrects=bill.number,
        )
    )


def issued_anew(account: Account, bill: Bill) -> None:
    """A credit note takes a bill back, and the same comes under another number."""
    back = tuple(replace(line, amount=str(-Decimal(line.amount))) for line in bill.lines)
    account.extra.append(
        replace(bill, lines=back, stated=str(total(back)), number=f"{bill.number}-N",
                on=later(bill, 3), file=f"{bill.number}-N.csv", document="credit_note")
    )  # fmt: skip
    account.extra.append(
        replace(bill, number=f"{bill.number}-R", on=later(bill, 6), file=f"{bill.number}-R.csv")
    )


def later(bill: Bill, days: int) -> str:
    return (date.fromisoformat(bill.on) + timedelta(days=days)).isoformat()
