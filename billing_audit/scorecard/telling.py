"""A card in words: each figure with the cases behind it and the list it opens to."""

from dataclasses import dataclass
from decimal import Decimal

from billing_audit.scorecard.figures import FEW, OLD, Score
from retainer.lib import format as written

TOO_FEW = f"fewer than {FEW}, so no"


@dataclass(frozen=True)
class Told:
    """One figure: what it says, what it rests on, and the list behind it."""

    label: str
    value: str
    note: str
    #: A list of ``rows.LISTS``; the board of months for bills that are missing.
    opens: str = ""
    tone: str = ""


def told(score: Score) -> list[Told]:
    """Every figure, in the order of the columns."""
    return [
        _errors(score),
        _share(score),
        _recurrence(score),
        _days(score),
        _won(score),
        _open(score),
        _late(score),
        Told(
            "Missing bills",
            written.number(score.missing),
            "overdue now" if score.missing else "",
            "missing" if score.missing else "",
            "attention" if score.missing else "",
        ),
    ]


def _errors(score: Score) -> Told:
    lines = written.count(score.lines, "line")
    if score.per_thousand is None:
        errors = written.count(score.errors, "error")
        return Told("Errors", errors, f"on {lines}, too few for a rate", "errors")
    value = f"{written.number(score.per_thousand, 1)} per 1,000 lines"
    return Told("Errors", value, f"{written.count(score.errors, 'error')} on {lines}", "errors")


def _share(score: Score) -> Told:
    note = f"{_money(score, score.wrong)} of {_money(score, score.spend)}"
    return Told("Share of spend", written.percent(score.share, 2), note, "bills")


def _recurrence(score: Score) -> Told:
    cases = f"{score.returned} of {score.credited_errors}"
    if not score.credited_errors:
        return Told("Came back", written.UNKNOWN, "no credited error was billed again")
    if score.recurrence is None:
        return Told("Came back", cases, f"credited errors, {TOO_FEW} share", "recurrence")
    value = written.percent(score.recurrence, 0)
    return Told("Came back", value, f"{cases} credited errors", "recurrence")


def _days(score: Score) -> Told:
    label, disputes = "Days to credit", written.count(len(score.days), "dispute")
    if not score.days:
        return Told(label, written.UNKNOWN, "no dispute credited")
    if score.median_days is None:
        low, high = min(score.days), max(score.days)
        span = written.number(low) if low == high else f"{low} to {high}"
        return Told(label, span, f"{disputes}, {TOO_FEW} median", "credited")
    note = f"median; 9 of 10 within {score.slow_days}, {disputes}"
    return Told(label, written.number(score.median_days), note, "credited")


def _won(score: Score) -> Told:
    if not score.answered:
        return Told("Won", written.UNKNOWN, "no dispute answered")
    money = f"{_money(score, score.approved)} of {_money(score, score.answered_money)}"
    cases = f"{score.won} of {written.count(score.answered, 'dispute')}"
    if score.win_rate is None:
        return Told("Won", cases, f"{money}; {TOO_FEW} rate", "answered")
    return Told("Won", written.percent(score.win_rate, 0), f"{money}, {cases}", "answered")


def _open(score: Score) -> Told:
    if score.oldest is None:
        return Told("Open", _money(score, score.open_money), "nothing under way")
    note = f"{written.count(len(score.ages), 'dispute')}, the oldest {score.oldest} days"
    if score.old_money:
        note += f"; {_money(score, score.old_money)} older than {OLD}"
    tone = "attention" if score.old_money else ""
    return Told("Open", _money(score, score.open_money), note, "open", tone)


def _late(score: Score) -> Told:
    if not score.came:
        return Told("Late bills", written.UNKNOWN, "none was expected and came yet")
    note = f"of {written.count(score.came, 'expected bill')}"
    return Told("Late bills", written.number(score.late), note, "expected")


def _money(score: Score, amount: Decimal) -> str:
    return written.money(amount, score.currency)
