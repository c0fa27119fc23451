"""A report beside another one: last month's, or the version it takes the place of."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from billing_audit.reports import record
from billing_audit.reports.models import MonthlyReport
from billing_audit.reports.shape import Figures, Money
from retainer.lib import format as written
from retainer.lib.months import shifted
from retainer.lib.refusal import Refused

AMOUNTS: tuple[tuple[str, Callable[[Money], Decimal]], ...] = (
    ("Billed", lambda money: money.audited),
    ("Found in the month", lambda money: money.found),
    ("Recurring, a month", lambda money: money.recurring),
    ("In review", lambda money: money.places.in_review),
    ("Waiting for the client", lambda money: money.places.waiting),
    ("To ask back", lambda money: money.places.to_ask),
    ("In dispute", lambda money: money.in_dispute),
    ("Came back in the month", lambda money: money.came_back),
    ("Came back so far", lambda money: money.places.credited),
    ("Given up", lambda money: money.places.refused),
    ("Found so far", lambda money: money.total),
)
COUNTS: tuple[tuple[str, Callable[[Figures], int]], ...] = (
    ("Bills", lambda figures: len(figures.scope.bills)),
    ("Bill lines", lambda figures: figures.scope.lines),
    ("Findings in the month", lambda figures: len(figures.findings())),
    ("Checks that could not speak", lambda figures: len(figures.unchecked)),
    ("Bills not read or not audited", lambda figures: len(figures.gaps)),
)


@dataclass(frozen=True)
class Change:
    """One figure in both reports, written out."""

    label: str
    before: str
    now: str
    #: With its sign; empty where nothing changed.
    change: str


@dataclass(frozen=True)
class Comparison:
    """What a report says otherwise than another."""

    title: str
    other: MonthlyReport
    changes: list[Change]
    #: Causes with findings in one of them alone.
    new_causes: list[str]
    gone_causes: list[str]


def comparisons(report: MonthlyReport, figures: Figures) -> list[Comparison]:
    """With last month's report, and with the version before of the same month."""
    same_client = MonthlyReport.objects.filter(client=report.client_id)
    last_month = same_client.filter(month=shifted(report.month, -1)).order_by("-version").first()
    earlier = same_client.filter(month=report.month, version__lt=report.version)
    version = earlier.order_by("-version").first()
    found = []
    if last_month:
        title = f"Compared with {written.month(last_month.month)}"
        found.append(_comparison(title, figures, last_month))
    if version:
        found.append(_comparison(f"Compared with version {version.version}", figures, version))
    return [each for each in found if each]


def _comparison(title: str, now: Figures, other: MonthlyReport) -> Comparison | None:
    """Nothing where the other report was made by a release that kept other figures."""
    try:
        before = record.read(other.figures)
    except Refused:
        return None
    causes_now, causes_before = _causes(now), _causes(before)
    return Comparison(
        title=title,
        other=other,
        changes=[*_amounts(before, now), *_counts(before, now)],
        new_causes=sorted(causes_now - causes_before),
        gone_causes=sorted(causes_before - causes_now),
    )


def _amounts(before: Figures, now: Figures) -> list[Change]:
    """In the currency the report leads with; in the other report it may be missing."""
    currency = now.lead.currency
    old = next((money for money in before.money if money.currency == currency), None)

    def change(label: str, of: Callable[[Money], Decimal]) -> Change:
        was, is_now = of(old) if old else Decimal(0), of(now.lead)
        difference = written.money(is_now - was, currency) if is_now != was else ""
        return Change(
            label,
            written.money(was, currency),
            written.money(is_now, currency),
            _signed(difference),
        )

    return [change(label, of) for label, of in AMOUNTS]


def _counts(before: Figures, now: Figures) -> list[Change]:
    return [
        Change(
            label,
            written.number(of(before)),
            written.number(of(now)),
            _signed(written.number(of(now) - of(before)) if of(now) != of(before) else ""),
        )
        for label, of in COUNTS
    ]


def _signed(difference: str) -> str:
    return (
        difference if not difference or difference.startswith(written.MINUS) else f"+{difference}"
    )


def _causes(figures: Figures) -> set[str]:
    return {check.title for family in figures.families for check in family.checks if check.findings}
