"""Calls, and what a usage charge comes to when its calls are rated again in Python."""

from datetime import timedelta
from decimal import ROUND_CEILING, Decimal

from billing_audit.bills.models import Line
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from billing_audit.rating.lines import RatedLine
from billing_audit.usage.models import UsageRecord

witness("call", Witness(UsageRecord))


@reckoned("line.rated_total")
def rated_total(line: Line) -> Decimal:
    """The calls of the charge by the carrier's deck."""
    return RatedLine(line).total()


@reckoned("line.calls")
def calls(line: Line) -> Decimal:
    return Decimal(len(RatedLine(line).own))


@reckoned("line.recorded")
def recorded(line: Line) -> Decimal:
    """The calls of the charge by the amounts of their records."""
    return RatedLine(line).recorded()


@reckoned("line.billed_by")
def billed_by(line: Line) -> str | None:
    """The rule that gives the amount billed."""
    return RatedLine(line).rule()


@reckoned("call.connect_fee")
def connect_fee(call: UsageRecord) -> Decimal | None:
    """What the deck asks for the connection."""
    line = RatedLine.around(call)
    price = line and line.price(call)
    return price and price.connect_fee


@reckoned("call.cost")
def cost(call: UsageRecord) -> Decimal | None:
    """What the call costs by the deck."""
    line = RatedLine.around(call)
    rated = line and line.rated.get(call.pk)
    return rated and rated.cost


@reckoned("line.own_minutes")
def own_minutes(line: Line) -> Decimal:
    """The client's own calls around the billed days, each a whole number of minutes."""
    durations = RatedLine(line).durations(around=timedelta(minutes=15))
    minutes = ((each / 60).to_integral_value(ROUND_CEILING) for each in durations)
    return sum(minutes, Decimal(0))
