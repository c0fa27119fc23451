"""A closed month as the page and the paper show it: sums line by line, entries by project.

Everything comes from the frozen figures; nothing is looked up or reckoned anew.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from clients.agreements.models import RetainerAgreement
from clients.retainers.frozen import Figures, Worked
from clients.retainers.models import Statement
from clients.retainers.prices import OverageAt
from retainer.lib import format as written


@dataclass(frozen=True)
class Line:
    """A line of the statement, as text."""

    label: str
    amount: str
    note: str = ""
    is_sum: bool = False


@dataclass(frozen=True)
class ProjectWork:
    """What one project took of the month."""

    name: str
    taken: str
    entries: tuple[Worked, ...]


@dataclass(frozen=True)
class Shown:
    """The statement in the order it is read."""

    month: str
    #: What answers at a glance.
    numbers: tuple[Line, ...]
    #: From what was included to what is carried on.
    account: tuple[Line, ...]
    #: Fee and overage, and what both come to.
    bill: tuple[Line, ...]
    projects: tuple[ProjectWork, ...]
    #: Whether the time worked differs from the time charged anywhere.
    differs: bool


def shown(figures: Figures, agreement: RetainerAgreement) -> Shown:
    return Shown(
        month=written.month(figures.month),
        numbers=tuple(_numbers(figures, agreement)),
        account=tuple(_account(figures, agreement)),
        bill=tuple(_bill(figures, agreement)),
        projects=_projects(figures, agreement),
        differs=any(entry.worked != entry.charged for entry in figures.entries),
    )


@dataclass(frozen=True)
class Brief:
    """A statement in a list."""

    used: str
    unused: str
    due: str


def brief(statement: Statement) -> Brief:
    """What a list tells of a statement, from figures that ``listed`` picked out.

    What another release kept otherwise is told as unknown.
    """
    now = statement.agreement
    agreement = RetainerAgreement(
        basis=statement.as_basis or now.basis, currency=statement.as_currency or now.currency
    )
    return Brief(
        used=agreement.written(_sum(statement.as_used)),
        unused=agreement.written(_sum(statement.as_lapsed, statement.as_carried)),
        due=written.money(_sum(statement.as_fee, statement.as_overage_cost), agreement.currency),
    )


def _sum(*stored: str | None) -> Decimal | None:
    """Unknown when one of them is."""
    amounts = [Decimal(amount) for amount in stored if amount is not None]
    return sum(amounts, Decimal(0)) if len(amounts) == len(stored) else None


def _numbers(figures: Figures, agreement: RetainerAgreement) -> list[Line]:
    say = agreement.written
    unused = figures.lapsed + figures.carried
    bound = f"{say(figures.carried)} carried on" if figures.carried else "nothing carried on"
    due = written.money(figures.fee + figures.overage_cost, figures.currency)
    billed = sum((part.amount for part in _billed(figures)), Decimal(0))
    beyond = f"with {say(billed)} beyond the allowance" if figures.overage_cost else "the fee"
    return [
        Line("Available", say(figures.available)),
        Line("Used", say(figures.used)),
        Line("Not used", say(unused), bound),
        Line("This month", due, beyond),
    ]


def _account(figures: Figures, agreement: RetainerAgreement) -> list[Line]:
    say = agreement.written
    lines = [Line("Included each month", say(figures.included))]
    if figures.rolled_in:
        label = "Carried in from the month before"
        if figures.rolled_in < 0:
            label = "Used ahead by the month before"
        lines.append(Line(label, say(figures.rolled_in)))
    lines += [Line(each.kind, say(each.amount), each.reason) for each in figures.corrections]
    lines.append(Line("Available", say(figures.available), is_sum=True))
    lines.append(Line("Used", say(-figures.used)))
    if figures.overage:
        lines.append(Line("Taken beyond the allowance", say(figures.overage)))
    lines.append(Line("Lapsed at the end of the month", say(-figures.lapsed)))
    lines.append(Line("Carried into the next month", say(figures.carried), is_sum=True))
    return lines


def _bill(figures: Figures, agreement: RetainerAgreement) -> list[Line]:
    lines = [Line("Monthly fee", written.money(figures.fee, figures.currency))]
    if figures.overage:
        cost = written.money(figures.overage_cost, figures.currency)
        lines.append(Line("Beyond the allowance", cost, _overage_note(figures, agreement)))
    due = written.money(figures.fee + figures.overage_cost, figures.currency)
    lines.append(Line("This month", due, is_sum=True))
    return lines


def _billed(figures: Figures) -> list[OverageAt]:
    """What of the overage was billed, by rate; the next month bears the rest."""
    if figures.basis == "money":
        return [OverageAt(figures.overage_cost, None)] if figures.overage_cost else []
    if figures.overage_at is not None:
        return figures.overage_at
    is_borne = figures.terms.overage == "ahead" and not figures.overage_cost
    return [] if is_borne else [OverageAt(figures.overage, figures.terms.overage_rate)]


def _overage_note(figures: Figures, agreement: RetainerAgreement) -> str:
    billed = _billed(figures)
    said = [
        "at what it costs"
        if agreement.counts_money
        else f"{agreement.written(part.amount)} at {_price(part, figures.currency)}"
        for part in billed
    ]
    if borne := figures.overage - sum((part.amount for part in billed), Decimal(0)):
        said.append(f"{agreement.written(borne)} taken from the next month")
    return ", ".join(said)


def _price(part: OverageAt, currency: str) -> str:
    return "each person’s rate" if part.rate is None else written.money(part.rate, currency)


def _projects(figures: Figures, agreement: RetainerAgreement) -> tuple[ProjectWork, ...]:
    """By project, the one that took most first."""
    by_name: dict[str, list[Worked]] = defaultdict(list)
    for entry in figures.entries:
        by_name[entry.project].append(entry)
    sums = {
        name: sum((entry.taken for entry in entries), Decimal(0))
        for name, entries in by_name.items()
    }
    return tuple(
        ProjectWork(name, agreement.written(sums[name]), tuple(by_name[name]))
        for name in sorted(by_name, key=lambda name: (-sums[name], name))
    )
