"""The small drawings of one card, month by month."""

from decimal import Decimal

from billing_audit.scorecard.figures import Score
from retainer.lib import charts


def courses(score: Score) -> list[tuple[str, str]]:
    """What each tells, and the drawing; those without anything to show are left out."""
    shares = [
        charts.Point(each.month, (100 * each.share).quantize(Decimal("0.01")))
        for each in score.months
        if each.share is not None
    ]
    errors = [charts.Point(each.month, Decimal(each.errors)) for each in score.months if each.lines]
    money = [
        point
        for each in score.months
        for point in (
            charts.Point(each.month, each.asked, "Asked back"),
            charts.Point(each.month, each.credited, "Credited"),
        )
    ]
    billed = [charts.Point(each.month, each.spend) for each in score.months if each.lines]
    drawn = [
        (
            "Billed by month",
            charts.bars_by_month(billed, title="Billed by month", unit=score.currency),
        ),
        (
            "Errors on the bills of each month",
            charts.lines_by_month(errors, title="Errors by month"),
        ),
        (
            "Wrong money, percent of the month’s spend",
            charts.lines_by_month(shares, title="Wrong money by month, percent of spend"),
        ),
    ]
    if any(point.amount for point in money):
        title = "Asked back and credited by month"
        drawing = charts.bars_by_month(money, title=title, unit=score.currency, stacked=False)
        drawn.append((title, drawing))
    return [(title, drawing) for title, drawing in drawn if drawing]
