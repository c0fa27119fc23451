"""Calls dearer than by the price list of their day."""

from billing_audit.checks.base import Precedence
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, money
from billing_audit.checks.populations import RERATED
from billing_audit.checks.settings import tolerance
from billing_audit.checks.usage.papers import Priced, deck
from billing_audit.checks.usage.rerated import CALLS, RATED, USAGE, ReratedCheck, calls


class OlderPrices(ReratedCheck):
    """Calls are billed by prices that no longer, or not yet, held.

    Another version of the same deck gives the billed amount to the cent, and it
    is not the one valid on the day of the calls. Days are those of the carrier's
    clock, as the deck says.

    Why it happens: a new price list is agreed for the first of a month, and the
    carrier's rating loads it weeks later.

    What to ask for: rating by the prices of the day, back to the day they were
    agreed for.
    """

    code = "E05"
    title = "Calls billed by another price list"
    kind = "version"
    looks_at = RERATED
    clause = "is billed by prices of another time"
    explanation = (
        "Billed {amount} for {calls} calls, as by the {billed_by}; the prices of the day give "
        "{rated_total}."
    )
    examples = (
        example(
            "March is billed at the prices of January",
            Billed(amount="2.70", over="0.50", **USAGE),
            papers=(
                deck(Priced(rate="0.027", minimum="60", increment="60")),
                deck(Priced(rate="0.022", minimum="60", increment="60"), begins="2026-03-01"),
                calls(seconds="60", times=100),
            ),
        ),
        trap(
            "At two in the morning of 1 March in UTC it is still February for the carrier",
            Billed(amount="2.70", period=("2026-02-01", "2026-02-28"), **USAGE),
            papers=(
                deck(Priced(rate="0.027", minimum="60", increment="60"), zone="America/New_York"),
                deck(
                    Priced(rate="0.022", minimum="60", increment="60"),
                    begins="2026-03-01",
                    zone="America/New_York",
                ),
                calls(at="2026-03-01 02:00:00", seconds="60", times=100),
            ),
        ),
        example(
            "Billed by the prices of the day",
            Billed(amount="2.20", **USAGE),
            papers=(
                deck(Priced(rate="0.027", minimum="60", increment="60")),
                deck(Priced(rate="0.022", minimum="60", increment="60"), begins="2026-03-01"),
                calls(seconds="60", times=100),
            ),
        ),
    )


class AboveTheDeck(ReratedCheck):
    """The calls of a charge cost less by the carrier's own price list.

    Every call is rated again by the deck: the longest prefix of the number, the
    prices of the day, increments, connect fee, included minutes and rounding as
    the deck says. The charge is higher. It is compared only where every call has
    a price, and the amounts in the records come to what the charge says, so that
    no call is missing. Where a known rule explains the difference, the check that
    names it speaks instead.

    Why it happens: a destination is priced by hand, an account is rated by
    another product's list, or a discount was left out.

    What to ask for: the rating of each call, and a credit of the difference.
    """

    code = "E01"
    title = "Calls cost less by the price list"
    # After the checks that say why.
    precedence = Precedence.WRONG_AMOUNT
    inputs = (
        AMOUNT, RATED, CALLS,
        money("recorded", "the calls by their records", "line.recorded"),
        tolerance("0.05").input,
    )  # fmt: skip
    looks_at = RERATED
    settings = (tolerance("0.05"),)
    clause = "is billed above the carrier’s own price list"
    explanation = "Billed {amount} for {calls} calls; by the deck they cost {rated_total}."
    sql = """
        SELECT c.*, c.amount - m.rated_total AS claim, m.rated_total AS expected, m.rated_total,
            m.calls, m.recorded, %(tolerance)s AS tolerance
        FROM metered_lines m JOIN charges c USING (line_id)
        WHERE m.ties_out AND m.rated_calls = m.calls
            AND m.amount - m.rated_total > %(tolerance)s
            AND NOT EXISTS (SELECT FROM explained_lines e WHERE e.line_id = m.line_id)
    """
    examples = (
        example(
            "100 calls at 0.031 each, which by the deck cost 0.024",
            Billed(amount="3.10", over="0.70", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60")),
                calls(seconds="60", times=100, amount="0.031"),
            ),
        ),
        example(
            "The records come to less than the charge: some are missing",
            Billed(amount="3.10", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60")),
                calls(seconds="60", times=60, amount="0.031"),
            ),
        ),
        trap(
            "Half a second more than a minute is two minutes where steps are whole minutes",
            Billed(amount="4.80", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60")),
                calls(seconds="60.5", times=100, amount="0.048"),
            ),
        ),
        trap(
            "Connect fees are in the deck",
            Billed(amount="7.40", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60", connect_fee="0.05")),
                calls(seconds="60", times=100, amount="0.074"),
            ),
        ),
    )
