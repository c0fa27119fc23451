"""Data circuits under a contract: ordered, upgraded, moved and ended in the middle of months."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from billing_audit.checks.contract.papers import Discounted, Promised
from billing_audit.checks.examples import Agreed, Billed, Owned, Terms
from billing_audit.checks.inventory.papers import Item, Known, Ordered
from tests.billing_audit.correct.account import ONE_DAY, Account, months_on, text

PORT = {"code": "PORT", "description": "MPLS port", "jurisdiction": "interstate"}
FAST = {"code": "ETH", "description": "Ethernet, 1 Gbps", "jurisdiction": "interstate"}
SLOW = {"code": "ETH", "description": "Ethernet, 100 Mbps", "jurisdiction": "interstate"}
ROUTER = {"code": "MRT", "description": "Managed router", "jurisdiction": "intrastate"}
SEATS = {"code": "SEAT", "description": "Voice seats, standard", "jurisdiction": "intrastate"}
ONCE = {"charge": "one_time", "code": "NRC", "jurisdiction": "intrastate"}


def circuits(rng: Random, carrier: str, first: date) -> Account:
    account = Account(rng, carrier, f"{carrier[:3].upper()}-01", first)
    account.contracts.append(Terms(number="MSA-1", prorates=rng.random() < 0.5))
    for number, story in enumerate(STORIES):
        story(account, f"{30 + number}/KXGS/{100 + number}//{carrier[:3].upper()}")
    return account


def steady(account: Account, service: str) -> None:
    rate = price(account, "PORT")
    account.inventory.append(owned(service, account))
    account.monthly(service, rate, range(account.cycles), **PORT)
    account.monthly(service, Decimal("88.50"), range(account.cycles), **ROUTER)
    promised = Decimal("120.00")
    account.papers.append(
        Promised(amount=str(promised), name="Loyalty credit", credit_codes=("LOYAL",),
                 valid=text((account.cycle(0)[0], account.cycle(3)[1])))
    )  # fmt: skip
    for at in range(1, 5):
        account.put(at, Billed(service="", amount=str(-promised), code="LOYAL", charge="credit",
                               description="Loyalty credit", period=(None, None)))  # fmt: skip


def installed(account: Account, service: str) -> None:
    """Billed from the day it was accepted, with the next bill."""
    rate, at = price(account, "PORT"), account.rng.randint(2, 9)
    day = account.day_in(at)
    account.inventory.append(replace(owned(service, account), installed=day.isoformat()))
    order(account, day, Item(what="new", service=service, rate=str(rate)))
    once(account, at + 1, service, "Installation, MPLS port", "150.00")
    once(account, at + 1, service, "Router set-up", "150.00")
    account.partial(at + 1, service, rate, (day, account.cycle(at)[1]), **PORT)
    account.monthly(service, rate, range(at + 1, account.cycles), **PORT)


def ended(account: Account, service: str) -> None:
    """Billed in advance; what is left of the month comes back with the next bill."""
    rate, at = price(account, "PORT"), account.rng.randint(3, 9)
    day = account.day_in(at)
    account.inventory.append(
        replace(owned(service, account), disconnected=day.isoformat(), installed="2020-05-01")
    )
    account.monthly(service, rate, range(at + 1), **PORT)
    account.partial(at + 1, service, -rate, (day + ONE_DAY, account.cycle(at)[1]), charge="credit",
                    **PORT)  # fmt: skip


def ended_late(account: Account, service: str) -> None:
    """The order reached billing a month late; the whole month too much came back."""
    rate, at = price(account, "PORT"), account.rng.randint(3, 8)
    day = account.day_in(at)
    account.inventory.append(replace(owned(service, account), disconnected=day.isoformat()))
    account.monthly(service, rate, range(at + 2), **PORT)
    kind = account.rng.choice(("credit", "adjustment", "recurring"))
    whole = account.cycle(at + 1)
    account.put(at + 2, Billed(service=service, amount=str(-account.money(rate)), charge=kind,
                               period=text(whole), **PORT))  # fmt: skip
    account.partial(at + 2, service, -rate, (day + ONE_DAY, account.cycle(at)[1]), charge=kind,
                    **PORT)  # fmt: skip


def repriced(account: Account, service: str) -> None:
    """A new rate in the middle of a month: the old one comes back for the rest, the new is due."""
    old, at = price(account, "PORT"), account.rng.randint(3, 9)
    new = account.money(old * account.rng.choice((92, 97, 103)) / 100)
    day = account.day_in(at)
    account.inventory.append(owned(service, account))
    agreed(account, service, "PORT", old, (months_on(account.first, -12), day - ONE_DAY))
    agreed(account, service, "PORT", new, (day, None))
    rest = (day, account.cycle(at)[1])
    account.monthly(service, old, range(at + 1), **PORT)
    account.partial(at + 1, service, -old, rest, charge="credit", **PORT)
    account.partial(at + 1, service, new, rest, **PORT)
    account.monthly(service, new, range(at + 1, account.cycles), **PORT)


def repriced_late(account: Account, service: str) -> None:
    """Billing learnt of the lower rate two months late and gave the difference back at once."""
    old, at = price(account, "PORT"), account.rng.randint(3, 8)
    new = account.money(old * 95 / 100)
    account.inventory.append(owned(service, account))
    agreed(account, service, "PORT", old, (months_on(account.first, -12),
                                           account.cycle(at)[0] - ONE_DAY))  # fmt: skip
    agreed(account, service, "PORT", new, (account.cycle(at)[0], None))
    account.monthly(service, old, range(at + 2), **PORT)
    late = (account.cycle(at)[0], account.cycle(at + 1)[1])
    spans = [late] if account.rng.random() < 0.5 else [account.cycle(at), account.cycle(at + 1)]
    for span in spans:
        back = (account.money(old) - account.money(new)) * 2 / len(spans)
        account.put(at + 2, Billed(
            service=service, amount=str(-account.money(back)), charge="credit", code="PORT",
            description="Rate correction, MPLS port", period=text(span), jurisdiction="interstate",
        ))  # fmt: skip
    account.monthly(service, new, range(at + 2, account.cycles), **PORT)


def seats(account: Account, service: str) -> None:
    """Seats added in the middle of a month are charged for its rest with the next bill."""
    rate, at, more = Decimal("21.50"), account.rng.randint(3, 9), account.rng.randint(1, 6)
    day = account.day_in(at)
    account.inventory.append(replace(owned(service, account), seats=10 + more))
    account.monthly(service, rate, range(at + 1), quantity=10, **SEATS)
    account.partial(at + 1, service, rate * more, (day, account.cycle(at)[1]), quantity=str(more),
                    **SEATS)  # fmt: skip
    account.monthly(service, rate, range(at + 1, account.cycles), quantity=10 + more, **SEATS)


def upgraded(account: Account, service: str) -> None:
    change_speed(account, service, SLOW, Decimal("410.00"), FAST, Decimal("645.00"), "1000")


def downgraded(account: Account, service: str) -> None:
    change_speed(account, service, FAST, Decimal("645.00"), SLOW, Decimal("410.00"), "100")


def change_speed(
    account: Account, service: str, before: dict[str, str], old: Decimal, after: dict[str, str],
    new: Decimal, speed: str,
) -> None:  # fmt: skip
    """The old speed comes back for the rest of the month; the inventory knows the new one."""
    at = account.rng.randint(3, 9)
    day = account.day_in(at)
    account.papers.append(
        Known(service=service, account=account.number, speed=speed, rate=str(new),
              product="Ethernet access")
    )  # fmt: skip
    rest = (day, account.cycle(at)[1])
    account.monthly(service, old, range(at + 1), **before)
    account.partial(at + 1, service, -old, rest, charge="credit", **before)
    account.partial(at + 1, service, new, rest, **after)
    account.monthly(service, new, range(at + 1, account.cycles), **after)


def replaced(account: Account, service: str) -> None:
    """Old and new run side by side for some weeks, as the order planned."""
    rate, at, new = price(account, "PORT"), account.rng.randint(3, 8), f"{service}/N"
    day = account.day_in(at)
    gone = day + timedelta(days=account.rng.randint(8, 25))
    until = account.cycle_of(gone)
    account.inventory.append(owned(service, account))
    account.inventory.append(replace(owned(new, account), installed=day.isoformat()))
    order(account, day, Item(what="new", service=new, rate=str(rate)), Item(service=service))
    account.monthly(service, rate, range(until + 1), **PORT)
    if gone < account.cycle(until)[1]:
        account.partial(until + 1, service, -rate, (gone + ONE_DAY, account.cycle(until)[1]),
                        charge="credit", **PORT)  # fmt: skip
    account.partial(at + 1, new, rate, (day, account.cycle(at)[1]), **PORT)
    account.monthly(new, rate, range(at + 1, account.cycles), **PORT)


def charged_again(account: Account, service: str) -> None:
    """A month taken back by one bill as entered wrongly, and charged anew by a later one."""
    rate, at = price(account, "PORT"), account.rng.randint(3, 8)
    account.inventory.append(owned(service, account))
    account.monthly(service, rate, range(account.cycles), **PORT)
    whole = text(account.cycle(at))
    amount = account.money(rate)
    account.put(at + 1, Billed(service=service, amount=str(-amount), period=whole, charge="credit",
                               **PORT))  # fmt: skip
    account.put(at + 2, Billed(service=service, amount=str(amount), period=whole, **PORT))


def taken_back(account: Account, service: str) -> None:
    """The same charge twice on one bill, and once taken back, by whatever kind of line."""
    rate, at = price(account, "PORT"), account.rng.randint(3, 8)
    account.inventory.append(owned(service, account))
    account.monthly(service, rate, range(account.cycles), **PORT)
    kind = account.rng.choice(("credit", "adjustment", "recurring"))
    on, whole, amount = at + account.rng.randint(0, 2), text(account.cycle(at)), account.money(rate)
    account.put(at, Billed(service=service, amount=str(amount), quantity="1", rate=str(rate),
                           period=whole, **PORT))  # fmt: skip
    account.put(on, Billed(service=service, amount=str(-amount), period=whole, charge=kind, **PORT))


def nothing_to_pay(account: Account, service: str) -> None:
    """Free for the first months: lines of zero, memo lines, then the full rate."""
    rate, free = price(account, "PORT"), account.rng.randint(2, 4)
    account.inventory.append(owned(service, account))
    for at in range(free):
        account.put(at, Billed(service=service, amount="0.00", quantity="1", rate="0.00",
                               period=text(account.cycle(at)), **PORT))  # fmt: skip
        account.put(at, Billed(service=service, amount=str(rate), charge="memo", code="PORT",
                               description="MPLS port, value of free month",
                               period=text(account.cycle(at))))  # fmt: skip
    account.monthly(service, rate, range(free, account.cycles), **PORT)


def discounted(account: Account, service: str) -> None:
    """At list price, with the discount to the contract's rate beside it, rounded line by line."""
    account.inventory.append(owned(service, account))
    listed = (Decimal("61.37"), Decimal("17.77"), Decimal("33.31"))
    account.papers.append(
        Discounted(percent="12.5", shown="line", credit_code="DISC", service=service)
    )
    for number, rate in enumerate(listed):
        about = {"code": f"FEAT{number}", "description": f"Feature package {number}"}
        account.monthly(service, rate, range(account.cycles), **about)
        for at in range(account.cycles):
            account.put(at, Billed(
                service=service, amount=str(-account.money(rate / 8)), code="DISC",
                charge="credit", description="Contract discount 12.5%",
                period=text(account.cycle(at)),
            ))  # fmt: skip


def owned(service: str, account: Account) -> Owned:
    return Owned(service=service, account=account.number)


def price(account: Account, code: str) -> Decimal:
    """Any agreed rate below the list price."""
    return Decimal(account.rng.randrange(15_000, 90_000)).scaleb(-2)


def agreed(
    account: Account, service: str, code: str, rate: Decimal, days: tuple[date, date | None]
) -> None:
    valid = (days[0].isoformat(), days[1] and days[1].isoformat())
    account.rates.append(
        Agreed(rate=str(rate), code=code, valid=valid, service=service, contract="MSA-1")
    )


def order(account: Account, done: date, *items: Item) -> None:
    account.papers.append(
        Ordered(
            items=items,
            kind="install",
            carrier=account.carrier,
            number=f"PO-{len(account.papers)}",
            carrier_number=f"C-{len(account.papers)}",
            placed=(done - timedelta(days=30)).isoformat(),
            confirmed=done.isoformat(),
            completed=done.isoformat(),
        )
    )


def once(account: Account, at: int, service: str, description: str, amount: str) -> None:
    account.put(at, Billed(service=service, amount=amount, quantity="1", rate=amount,
                           description=description, period=(None, None), **ONCE))  # fmt: skip


STORIES = (
    steady, installed, ended, ended_late, repriced, repriced_late, seats, upgraded, downgraded,
    replaced, charged_again, taken_back, nothing_to_pay, discounted,
)  # fmt: skip
