"""The drawings of the ledger."""

from billing_audit.ledger.reckoning import Account
from billing_audit.ledger.stages import ONE_TIME
from billing_audit.ledger.value import Value
from retainer.lib import charts


def way(account: Account) -> str:
    """From identified to verified, each drop with what keeps it back."""
    money = account.money
    if not money.identified:
        return ""
    first, *rest = ONE_TIME
    steps = [charts.Step(first.word, money.identified, is_total=True)]
    reached = money.identified
    for stage in rest:
        here = getattr(money, stage.name)
        if stage.name == "posted" and account.written_off:
            steps.append(charts.Step("Written off", -account.written_off))
            reached -= account.written_off
        if here != reached:
            steps.append(charts.Step(stage.drop, here - reached))
        reached = here
    steps.append(charts.Step(rest[-1].word, money.verified, is_total=True))
    return charts.waterfall(steps, title="From identified to verified", unit=account.currency)


def course(value: Value) -> str:
    """The fee and what was verified, month by month."""
    if not value.fee and not value.verified:
        return ""
    points = [
        point
        for each in value.months
        for point in (
            charts.Point(each.month, each.fee, "Fee"),
            charts.Point(each.month, each.verified, "Verified"),
        )
    ]
    return charts.bars_by_month(
        points, title="Fee and verified by month", unit=value.currency, stacked=False
    )
