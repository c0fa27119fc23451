"""The figures in the order and words of the report: the page and the PDF both start from here."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from billing_audit.findings.models import Finding
from billing_audit.reports.shape import Figures, Money
from retainer.lib import charts
from retainer.lib import format as written


@dataclass(frozen=True)
class Number:
    """One of the numbers that answer; ``query`` narrows the list of findings to what it counts."""

    label: str
    value: str
    note: str
    tone: str = ""
    query: str | None = None


def title_of(figures: Figures) -> str:
    return f"Telecom audit, {written.month(figures.month)}"


def numbers(figures: Figures) -> list[Number]:
    """The numbers of the summary; other currencies than the client's stand in the notes."""
    lead, month = figures.lead, f"month={figures.month:%Y-%m}"
    a_year = written.money(lead.a_year, lead.currency)
    return [
        _number(
            figures,
            "Found this month",
            lambda money: money.found,
            f"{written.count(lead.findings, 'finding')} on "
            f"{written.count(len(figures.scope.bills), 'bill')}",
            query=month,
        ),
        _number(
            figures,
            "Open in total",
            lambda money: money.total,
            f"{written.count(lead.findings_in_total, 'finding')}, in review included",
            query="",
        ),
        _number(
            figures,
            "Recurring, a month",
            lambda money: money.recurring,
            f"{a_year} a year until corrected",
            tone="attention" if lead.recurring else "",
            query=month,
        ),
        _number(
            figures,
            "Confirmed",
            lambda money: money.confirmed,
            f"{written.count(lead.findings_confirmed, 'finding')}, ready to be asked back",
            tone="good" if lead.confirmed else "",
            query="state=valid",
        ),
        _waiting(figures),
        _hours(figures),
    ]


def _number(
    figures: Figures,
    label: str,
    of: Callable[[Money], Decimal],
    note: str,
    tone: str = "",
    query: str | None = None,
) -> Number:
    lead, *others = figures.money
    more = [written.money(of(each), each.currency) for each in others if of(each)]
    said = "; ".join([note, f"besides {' and '.join(more)}"] if more else [note])
    return Number(label, written.money(of(lead), lead.currency), said, tone, query)


def _waiting(figures: Figures) -> Number:
    """What hangs on the client's word: what is claimed already and, apart, what is only at stake.

    Where nothing is claimed before they answer, the decisions are the number.
    """
    label, query = "Waiting for you", "state=asked"
    count = sum(money.findings_waiting for money in figures.money)
    if not count:
        return Number(label, "Nothing", "no decision is open", query=query)
    decisions, at_stake = written.count(count, "decision"), _at_stake_until_answered(figures)
    if not any(money.waiting for money in figures.money):
        return Number(label, decisions, at_stake, "attention", query)
    note = f"{decisions}; {at_stake}" if at_stake else decisions
    return _number(figures, label, lambda money: money.waiting, note, "attention", query)


def _at_stake_until_answered(figures: Figures) -> str:
    """``$47.10 and €12.00 at stake``, in no total."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for finding in (*figures.findings(), *figures.earlier):
        if finding.state == Finding.State.ASKED:
            amounts[finding.currency] += finding.at_stake
    said = [written.money(amount, code) for code, amount in amounts.items() if amount]
    return f"{' and '.join(said)} at stake" if said else ""


def _hours(figures: Figures) -> Number:
    """Of all agreements of the month together; where one counts money, only what was used."""
    used, included = figures.hours_used, figures.hours_included
    if not figures.hours:
        return Number("Hours used", written.hours(used), "no retainer agreement in force")
    if included is None:
        return Number("Hours used", written.hours(used), "under a retainer of money")
    if used > included:
        note = f"of {written.hours(included)}; {written.hours(used - included)} more than included"
        return Number("Hours used", written.hours(used), note, "attention")
    note = f"of {written.hours(included)}; {written.hours(included - used)} left"
    return Number("Hours used", written.hours(used), note)


def course(figures: Figures) -> str:
    """From what was found to what of it is confirmed, in the leading currency."""
    money = figures.lead
    if not money.total:
        return ""
    steps = [
        charts.Step("Found earlier, open", money.earlier, is_total=True),
        charts.Step("Found this month", money.found),
        charts.Step("Open in total", money.total, is_total=True),
        charts.Step("In review", -money.in_review),
        charts.Step("Waiting for you", -money.waiting),
        charts.Step("Confirmed", money.confirmed, is_total=True),
    ]
    taken = [step for step in steps if step.is_total or step.amount]
    return charts.waterfall(taken, title="From found to confirmed", unit=money.currency)


def causes(figures: Figures) -> str:
    """What each check found on the month's bills, in the leading currency."""
    currency = figures.lead.currency
    rows = [
        (check.title, each.amount)
        for family in figures.families
        for check in family.checks
        for each in check.sums
        if each.currency == currency and each.amount
    ]
    rows.sort(key=lambda row: -row[1])
    return charts.ranking(rows, title="Found this month by cause", unit=currency)
