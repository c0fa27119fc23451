"""Which part we took in a month's work: a retainer should move from doing towards overseeing."""

from dataclasses import dataclass
from decimal import Decimal

from clients.retainers.frozen import Figures, OtherShape, read
from clients.retainers.models import Statement
from clients.work.models import Mode
from retainer.lib.months import shifted

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """One way of working, in hours worked; ``before`` is its share in the month before."""

    name: str
    hours: Decimal
    share: Decimal
    before: Decimal | None


def parts(figures: Figures, before: Figures | None = None) -> list[Part]:
    """The parts we took in a month or in the one before it; none of a month without work."""
    now, then = _hours_by_part(figures), _hours_by_part(before)
    return [
        Part(name, now.get(name, NOTHING), share, _share(then, name))
        for name in Mode.labels
        if (share := _share(now, name)) is not None and (name in now or name in then)
    ]


def _hours_by_part(figures: Figures | None) -> dict[str, Decimal]:
    """Hours worked by the part we took."""
    sums: dict[str, Decimal] = {}
    for entry in figures.entries if figures else ():
        sums[entry.mode] = sums.get(entry.mode, NOTHING) + entry.worked
    return sums


def _share(sums: dict[str, Decimal], name: str) -> Decimal | None:
    total = sum(sums.values(), NOTHING)
    return sums.get(name, NOTHING) / total if total else None


def figures_before(statement: Statement) -> Figures | None:
    """What the statement before this one keeps, when this release can read it."""
    before = Statement.objects.filter(
        agreement=statement.agreement_id, month=shifted(statement.month, -1)
    ).first()
    try:
        return read(before.figures) if before else None
    except OtherShape:
        return None
