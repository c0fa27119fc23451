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
    return [
        _number(
            figures,
            "Found this month",
            lambda money: money.found,
            f"{written.count(lead.findings, 'finding')} on "
            f"{written.count(len(figures.scope.bills), 'bill')}; {_recurring(lead)}",
            query=month,
        ),
        _number(
            figures,
            "To ask back",
            lambda money: money.places.to_ask,
            f"{written.count(lead.findings_to_ask, 'finding')} confirmed, no dispute sent yet",
            tone="attention" if lead.places.to_ask else "",
            query="state=valid",
        ),
        _number(figures, "In dispute", lambda money: money.in_dispute, _in_dispute(figures)),
        _number(
            figures,
            "Came back this month",
            lambda money: money.came_back,
            f"{written.money(lead.places.credited, lead.currency)} so far",
            tone="good" if lead.came_back else "",
        ),
        _waiting(figures),
        _hours(figures),
    ]


def _recurring(money: Money) -> str:
    if not money.recurring:
        return "nothing that recurs"
    a_year = written.money(money.a_year, money.currency)
    return f"{a_year} a year until corrected"


def _in_dispute(figures: Figures) -> str:
    """How many carriers have, the age of the oldest, and what of it is promised."""
    still = [each for each in figures.disputes if each.outstanding]
    if not still:
        return "no carrier has to answer"
    told = f"{written.count(len(still), 'dispute')}, the oldest {max(d.days for d in still)} days"
    promised = written.money(figures.lead.places.promised, figures.lead.currency)
    return f"{told}; {promised} promised" if figures.lead.places.promised else told


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
    label, query = "Needs your decision", "state=asked"
    questions = sum(money.findings_waiting for money in figures.money)
    decisions = len(figures.decisions)
    if not questions and not decisions:
        return Number(label, "Nothing", "no decision is open", query=query)
    told = " and ".join(
        written.count(count, noun)
        for count, noun in ((decisions, "decision"), (questions, "question"))
        if count
    )
    at_stake = _at_stake_until_answered(figures)
    if not any(money.places.waiting for money in figures.money):
        return Number(label, *_shortly(questions, decisions, told, at_stake), "attention", query)
    note = f"waiting in {told}; {at_stake}" if at_stake else f"waiting in {told}"
    return _number(figures, label, lambda money: money.places.waiting, note, "attention", query)


def _shortly(questions: int, decisions: int, told: str, at_stake: str) -> tuple[str, str]:
    """A number of things that fits where an amount would stand, and the rest in the note."""
    if not questions or not decisions:
        return told, at_stake
    return written.count(questions + decisions, "answer"), f"{told}; {at_stake}"


def _at_stake_until_answered(figures: Figures) -> str:
    """``$47.10 and €12.00 at stake``: of recommendations, and of questions what is in no total."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for finding in (*figures.findings(), *figures.earlier):
        if finding.state == Finding.State.ASKED:
            amounts[finding.currency] += finding.at_stake
    for decision in figures.decisions:
        amounts[decision.currency] += decision.money
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
    """From what was found to what of it came back, in the leading currency."""
    money, places = figures.lead, figures.lead.places
    if not money.total:
        return ""
    steps = [
        charts.Step("Found earlier", money.earlier, is_total=True),
        charts.Step("Found this month", money.found),
        charts.Step("Found so far", money.total, is_total=True),
        charts.Step("In review", -places.in_review),
        charts.Step("Waiting for you", -places.waiting),
        charts.Step("To ask back", -places.to_ask),
        charts.Step("Asked back", -places.asked),
        charts.Step("Promised", -places.promised),
        charts.Step("Given up", -places.refused),
        charts.Step("Came back", places.credited, is_total=True),
    ]
    taken = [step for step in steps if step.is_total or step.amount]
    return charts.waterfall(taken, title="From found to credited", unit=money.currency)


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
