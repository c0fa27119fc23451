"""Calls in longer steps, or each rounded up, where the contract counts finer."""

from billing_audit.checks.base import Severity
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.populations import RERATED
from billing_audit.checks.usage.papers import Priced, deck
from billing_audit.checks.usage.rerated import USAGE, ReratedCheck, calls


class WrongIncrement(ReratedCheck):
    """Calls are billed in longer steps than the contract says.

    Every call of the charge is rated again in the usual increments; one of them
    gives the billed amount to the cent, and it is not the deck's. The records
    need no amounts of their own: that a rule meets the bill exactly shows that
    they are complete. The claim is the amount above what the deck's own
    increments give.

    Why it happens: the contract says 6/6 (six seconds at least, then steps of
    six), while the carrier's standard product rounds each call up to whole
    minutes, and the account was set up as standard.

    What to ask for: rating in the agreed increments, and a credit back to the
    first bill under the contract.
    """

    code = "E02"
    title = "Calls billed in the wrong increments"
    kind = "increment"
    looks_at = RERATED
    clause = "bills calls in longer steps than agreed"
    explanation = (
        "Billed {amount} for {calls} calls, which is {billed_by}; the deck’s increments give "
        "{rated_total}."
    )
    examples = (
        example(
            "1,000 calls of 20 s at 0.024 a minute: 6/6 gives 9.60, the bill is 60/60",
            Billed(amount="24.00", over="14.40", **USAGE),
            papers=(deck(Priced(rate="0.024")), calls(seconds="20", times=1000)),
        ),
        example(
            "Thirty seconds at least instead of six",
            Billed(amount="1.20", over="0.48", **USAGE),
            papers=(
                deck(Priced(rate="0.024")),
                calls(seconds="14", times=60),
                calls(seconds="14", times=40, number="+442079460001"),
            ),
        ),
        trap(
            "The contract’s own first minute",
            Billed(amount="24.00", **USAGE),
            papers=(deck(Priced(minimum="60")), calls(seconds="20", times=1000)),
        ),
        example(
            "Billed as agreed",
            Billed(amount="9.60", **USAGE),
            papers=(deck(), calls(seconds="20", times=1000)),
        ),
        example(
            "An amount that no increment gives",
            Billed(amount="23.99", **USAGE),
            papers=(deck(), calls(seconds="20", times=1000)),
        ),
        example(
            "One call has no price in the deck",
            Billed(amount="24.00", **USAGE),
            papers=(
                deck(),
                calls(seconds="20", times=999),
                calls(seconds="20", number="+33123", at="2026-03-06 10:00:00"),
            ),
        ),
        example(
            "Two usage charges for the same days: nobody can say which call is in which",
            Billed(amount="24.00", **USAGE),
            Billed(amount="1.00", **USAGE),
            papers=(deck(), calls(seconds="20", times=1000)),
        ),
        example(
            "Incoming calls are not what the charge is for",
            Billed(amount="24.00", **USAGE),
            papers=(deck(), calls(seconds="20", times=1000, direction="in")),
        ),
    )


class EachCallToTheCent(ReratedCheck):
    """Every call is rounded to the cent, where the contract rounds finer or later.

    A call of six seconds at 0.02 a minute costs 0.002; billed as 0.01 it costs
    five times as much. Of many short calls the difference is most of the bill.
    Rounding each call to the cent gives the billed amount exactly; the deck's
    rounding gives less.

    Why it happens: the carrier's system stores the amount of a call in whole
    cents, whatever the price list says.

    What to ask for: rounding as the contract has it, of each call to four
    decimals or of the sum, and a credit for the difference.
    """

    code = "E03"
    title = "Each call rounded up to the cent"
    severity = Severity.MEDIUM
    kind = "cent"
    looks_at = RERATED
    clause = "rounds every call to the cent"
    explanation = (
        "Billed {amount} for {calls} calls, {billed_by} to the cent; rounded as agreed they come "
        "to {rated_total}."
    )
    examples = (
        example(
            "500 calls of 6 s at 0.021: 0.0021 each, billed 0.01",
            Billed(amount="5.00", over="3.95", **USAGE),
            papers=(deck(Priced(rate="0.021")), calls(seconds="6", times=500)),
        ),
        example(
            "A third of a cent each, of a sum that is rounded once",
            Billed(amount="4.00", over="2.60", **USAGE),
            papers=(
                deck(Priced(rate="0.007", minimum="30", increment="30"), rounds_each=False),
                calls(seconds="30", times=400),
            ),
        ),
        trap(
            "The contract itself rounds tiny calls up to the cent",
            Billed(amount="5.00", **USAGE),
            papers=(
                deck(Priced(rate="0.021"), method="up", places=2),
                calls(seconds="6", times=500),
            ),
        ),
    )
