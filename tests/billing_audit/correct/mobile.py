"""Mobile lines: plans that change, instalments, waived fees, pools that are full, use abroad."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from billing_audit.checks.contract.papers import Discounted, Waived
from billing_audit.checks.examples import Billed, Owned, Terms
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.wireless.papers import Device, Plan
from tests.billing_audit.correct.account import ONE_DAY, Account, months_on, rounded, text

SMART = {"code": "PLN-S", "description": "Smartphone plan, 5 GB shared"}
LARGE = {"code": "PLN-L", "description": "Smartphone plan, 10 GB shared"}
PRICES = {"PLN-S": Decimal("40.00"), "PLN-L": Decimal("55.00")}
INCLUDED = {"PLN-S": 5, "PLN-L": 10}
EIP = {"code": "EIP", "description": "Device instalment"}
PROTECT = {"code": "PROT", "description": "Device protection"}


def mobile(rng: Random, carrier: str, first: date) -> Account:
    account = Account(rng, carrier, f"{carrier[:3].upper()}-03", first)
    account.contracts.append(Terms(number="WSA-1"))
    account.papers += [
        Plan(code="PLN-S", gb="5", pool="Shared"),
        Plan(code="PLN-L", gb="10", pool="Shared"),
        Discounted(contract="WSA-1", percent="22", credit_code="NATL", shown="line",
                   excluded_codes=("EIP", "PROT")),
        Waived(contract="WSA-1", charge_codes=("ACT",), kind="activation"),
    ]  # fmt: skip
    for number, story in enumerate((steady, joined, changed_plan, upgraded, abroad, suspended)):
        story(account, f"585{2_000_000 + number}")
    data(account)
    return account


def plan(account: Account, number: str, cycles: range, about: dict[str, str]) -> None:
    """The plan with its share of the national discount."""
    rate = PRICES[about["code"]]
    account.monthly(number, rate, cycles, **about)
    for at in cycles:
        discount(account, at, number, rate, text(account.cycle(at)))


def discount(account: Account, at: int, number: str, of: Decimal, days: tuple[str, str]) -> None:
    account.put(at, Billed(
        service=number, amount=str(-rounded(of * 22 / 100)), code="NATL", charge="credit",
        description="National account discount 22%", period=days,
    ))  # fmt: skip


def steady(account: Account, number: str) -> None:
    account.inventory.append(owned(number, account))
    plan(account, number, range(account.cycles), SMART)
    account.monthly(number, Decimal("9.00"), range(account.cycles), **PROTECT)


def joined(account: Account, number: str) -> None:
    """The activation fee is billed first and waived with the next bill."""
    at = account.rng.randint(2, 8)
    day = account.day_in(at)
    account.inventory.append(replace(owned(number, account), installed=day.isoformat()))
    rest = (day, account.cycle(at)[1])
    part = account.partial(at + 1, number, PRICES["PLN-S"], rest, **SMART)
    discount(account, at + 1, number, Decimal(part.amount), text(rest))
    plan(account, number, range(at + 1, account.cycles), SMART)
    for bill, sign, kind in ((at + 1, "", "one_time"), (at + 2, "-", "credit")):
        account.put(bill, Billed(service=number, amount=f"{sign}35.00", code="ACT", charge=kind,
                                 description="Activation fee", period=(None, None)))  # fmt: skip


def changed_plan(account: Account, number: str) -> None:
    """To the larger plan in the middle of a month, each plan for its days."""
    at = account.rng.randint(3, 9)
    day = account.day_in(at)
    account.inventory.append(owned(number, account))
    plan(account, number, range(at + 1), SMART)
    rest = (day, account.cycle(at)[1])
    old, new = PRICES["PLN-S"], PRICES["PLN-L"]
    given = account.partial(at + 1, number, -old, rest, charge="credit", **SMART)
    due = account.partial(at + 1, number, new, rest, **LARGE)
    discount(account, at + 1, number, Decimal(due.amount) + Decimal(given.amount), text(rest))
    plan(account, number, range(at + 1, account.cycles), LARGE)


def upgraded(account: Account, number: str) -> None:
    """The old device is paid off at once, and the instalments of the new one begin."""
    at = account.rng.randint(4, 9)
    begins = months_on(account.first, -10)
    until = account.cycle(at)[0]
    account.papers += [
        Known(service=number, account=account.number, device="phone", equipment="35" + "2" * 13),
        Device(service=number, equipment="35" + "1" * 13, first=begins.isoformat(),
               paid_off=(until - ONE_DAY).isoformat()),
        Device(service=number, equipment="35" + "2" * 13, first=until.isoformat(), amount="31.25"),
    ]  # fmt: skip
    plan(account, number, range(account.cycles), SMART)
    account.monthly(number, Decimal("30.00"), range(at), **EIP)
    left = 24 - 10 - at
    account.put(at, Billed(
        service=number, amount=str(30 * left), code="EIPOFF", charge="one_time",
        description="Balance of device instalments", period=(None, None),
    ))  # fmt: skip
    account.monthly(number, Decimal("31.25"), range(at, account.cycles), **EIP)


def abroad(account: Account, number: str) -> None:
    """A pass for each of some days, and use by volume on the day after the last."""
    at = account.rng.randint(3, 9)
    account.inventory.append(owned(number, account))
    plan(account, number, range(account.cycles), SMART)
    day = account.day_in(at - 1) - timedelta(days=1)
    for days in range(4):
        on = (day + timedelta(days=days)).isoformat()
        if days < 3:
            use = {"amount": "10.00", "code": "DAYPASS", "description": "International day pass"}
        else:
            use = {"amount": "2.05", "code": "ROAM", "description": "Data roaming", "unit": "MB"}
        account.put(at, Billed(service=number, charge="usage", quantity="1", period=(on, on),
                               rate=use["amount"], **use))  # fmt: skip


def suspended(account: Account, number: str) -> None:
    """On the lower rate while suspended, in full before and after."""
    at = account.rng.randint(3, 7)
    first, last = account.cycle(at)[0], account.cycle(at + 1)[1]
    account.papers.append(
        Known(service=number, account=account.number, device="phone",
              suspended=(first.isoformat(), last.isoformat()), suspended_rate="10.00")
    )  # fmt: skip
    plan(account, number, range(at), SMART)
    account.monthly(number, Decimal("10.00"), range(at, at + 2), code="SUSP",
                    description="Suspended line")  # fmt: skip
    for on in range(at, at + 2):
        discount(account, on, number, Decimal("10.00"), text(account.cycle(on)))
    plan(account, number, range(at + 2, account.cycles), SMART)


def data(account: Account) -> None:
    """What each line used in the month before; some months the pool was fuller than full."""
    for at in range(1, account.cycles):
        included = pooled(account, at - 1)
        if not included:
            continue
        is_over = account.rng.random() < 0.4
        all_used = sum(included.values()) + (3 if is_over else -2)
        for number in included:
            used = rounded(all_used / len(included), 3)
            account.put(at, Billed(
                service=number, amount="0.00", code="DATA", charge="usage", unit="GB",
                description="Data used", quantity=str(used), period=text(account.cycle(at - 1)),
            ))  # fmt: skip
        if is_over:
            account.put(at, Billed(
                service=min(included), amount="45.00", code="OVG", charge="usage", unit="GB",
                description="Data overage", quantity="3", rate="15.00",
                period=text(account.cycle(at - 1)),
            ))  # fmt: skip


def pooled(account: Account, at: int) -> dict[str, Decimal]:
    """What the plans of each line include in a cycle, by their days."""
    cycle, included = account.cycle(at), dict[str, Decimal]()
    whole = (cycle[1] - cycle[0]).days + 1
    for line in (*account.lines.get(at, ()), *account.lines.get(at + 1, ())):
        days = text(cycle)
        if line.code not in INCLUDED or line.period[0] > days[1] or line.period[1] < days[0]:
            continue
        first, last = (date.fromisoformat(day) for day in line.period)
        share = Decimal(INCLUDED[line.code] * ((last - first).days + 1)) / whole
        sign = -1 if line.charge == "credit" else 1
        included[line.service] = included.get(line.service, Decimal(0)) + sign * share
    return included


def owned(number: str, account: Account) -> Owned:
    return Owned(service=number, account=account.number)
