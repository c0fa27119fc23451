"""Every example of a check on one file, under names of its own, beside a stranger's."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from billing_audit.bills.charge_types import ChargeType
from billing_audit.checks.base import Check, Nature
from billing_audit.checks.examples import Billed, Example
from billing_audit.checks.populations import Population
from clients.models import Client
from tests.billing_audit.checks.edges import examples_of
from tests.billing_audit.filing.tuning import is_tuned
from tests.billing_audit.on_file import OnFile

#: Checks whose examples contradict each other on one file, and why.
APART = {
    "A12": "which bill is the newest is the whole client's question",
    "A14": "which entities are the client's own is not a carrier's question",
    "C15": "a charge names an order in its description, which is nobody's name",
    "G06": "a state's rate is the same whoever the carrier is",
    "G09": "a certificate is the client's, whoever the carrier is",
    "J07": "which contracts end together is the whole client's question",
}
#: The carrier of every example; they share it unless contracts decide.
CARRIER = "Corvane"
#: Checks that hold a carrier's bills against each other: there each example has a carrier alone.
OF_THE_CARRIER = {"A01", "A05", "B18", "D13", "J06"}
#: Checks that tell of a charge even where nothing is asked for it.
TELLS_OF_NOTHING = {"A01", "C04"}
#: Checks that ask nothing of a charge's type where its code or number decides.
LOOKS_FURTHER: set[str] = {"A13", "B01", "B05", "B06", "C04", "F06"}
#: Checks whose charges stand for each other: where one is spared another is caught.
OF_SEVERAL: set[str] = {"F13"}
#: Fields of papers that name something that is there only once.
NAMES = ("service", "account", "site", "contract", "number", "carrier", "bill", "entity",
         "equipment", "sim", "credited_on")  # fmt: skip
#: Fields that never name such a thing, whatever they say.
NO_NAMES = {
    *("amount", "quantity", "rate", "code", "charge", "description", "kind", "unit"),
    *("on", "period", "valid", "month", "says"),
}


def put_together(check: type[Check], client: Client, stranger: Client) -> tuple[OnFile, Example]:
    """All examples as one: what one of them shows must not depend on what else is there.

    The first that is caught is a stranger's too; and where lines are claimed, it is there once
    more free of charge and once given back, of which nobody asks anything.  What a client tuned
    holds for its whole file, so that such examples are not among them.
    """
    on_one_file = (each for each in examples_of(check) if not is_tuned(each))
    all_of_them = {f" {place}": each for place, each in enumerate(on_one_file, start=1)}
    ending, caught = next(item for item in all_of_them.items() if item[1].is_caught)
    has_own = check.code in OF_THE_CARRIER
    _put(stranger, caught, ending, has_own=has_own)
    claims_lines = not check.of_bills and check.nature == Nature.ERROR
    if claims_lines and check.code not in TELLS_OF_NOTHING:
        all_of_them |= {" free": times(caught, Decimal(0)), " back": times(caught, Decimal(-1))}
    if claims_lines and check.code not in TELLS_OF_NOTHING | OF_SEVERAL:
        all_of_them |= {
            " for nothing": instead(caught, amount="0"),
            " credited": instead(caught, amount="-1"),
        }
    if check.looks_at and check.code not in LOOKS_FURTHER | OF_SEVERAL:
        all_of_them |= {f" {each}": instead(caught, charge=each) for each in others(check.looks_at)}
    whole = OnFile(client)
    for ending, each in all_of_them.items():
        own = _put(client, each, ending, has_own=has_own)
        whole.lines |= own.lines
        whole.bills |= own.bills
    return whole, Example("All of them together", tuple(whole.bills.values()))


def times(example: Example, factor: Decimal) -> Example:
    """The same with other amounts billed, of which nothing is wrong."""
    bills = (
        replace(bill, over="", says=(), lines=tuple(_times(line, factor) for line in bill.lines))
        for bill in example.bills
    )
    return replace(example, bills=tuple(bills))


def instead(example: Example, **changes: str) -> Example:
    """What is caught is another charge, of which nothing is wrong; the rest stays."""
    bills = (
        replace(
            bill,
            over="",
            says=(),
            lines=tuple(
                replace(line, over="", says=(), **changes) if line.over else line
                for line in bill.lines
            ),
        )
        for bill in example.bills
    )
    return replace(example, bills=tuple(bills))


def others(looked_at: Population) -> list[str]:
    """Charges of which a check says nothing: those mistaken soonest, and one far off."""
    types = (ChargeType.RECURRING, ChargeType.USAGE, ChargeType.TAX)
    return [each.name.lower() for each in types if each not in looked_at.types]


def _times(line: Billed, factor: Decimal) -> Billed:
    return replace(line, amount=str(Decimal(line.amount) * factor), over="", says=())


def _put(client: Client, example: Example, ending: str, *, has_own: bool) -> OnFile:
    """On file with other services, accounts, bills and sites; with papers another carrier too."""
    names = {name: name + ending for name in _names(example) if name}
    if not (has_own or example.contracts or example.rates or example.papers):
        names[CARRIER] = CARRIER
    return OnFile(client, carrier_name=names[CARRIER]).put(_with_names(example, names))


def _names(example: Example) -> Iterator[str]:
    yield CARRIER
    for bill in example.bills:
        yield from (bill.number, bill.account, bill.file, bill.carrier, bill.corrects, bill.entity)
        yield from (line.service for line in bill.lines)
    for owned in example.inventory:
        yield from (owned.service, owned.site, owned.account)
    for agreed in example.rates:
        yield from (agreed.service, agreed.site, agreed.contract)
    yield from (terms.number for terms in example.contracts)
    for paper in example.papers:
        of_paper = {each.name: getattr(paper, each.name) for each in fields(paper)}
        yield from (value for name in NAMES if isinstance(value := of_paper.get(name), str))


def _with_names(thing: Any, names: dict[str, str]) -> Any:
    if isinstance(thing, str):
        return names.get(thing, thing)
    if isinstance(thing, tuple):
        return tuple(_with_names(each, names) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    told = (each.name for each in fields(thing) if each.init and each.name not in NO_NAMES)
    return replace(thing, **{name: _with_names(getattr(thing, name), names) for name in told})
