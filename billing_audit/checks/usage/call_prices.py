"""Single calls at a wrong price: of another prefix, or with something added to every call."""

from typing import ClassVar

from billing_audit.checks.base import Precedence, Severity
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import RERATED
from billing_audit.checks.usage.call_check import CallCheck
from billing_audit.checks.usage.needs import CALL_RECORDS, RATE_DECKS
from billing_audit.checks.usage.papers import Called, Priced, deck
from billing_audit.checks.usage.rerated import USAGE


class ShorterPrefix(CallCheck):
    """Calls are priced by a prefix that is not the longest one the number begins with.

    Price lists break destinations down: 44 is the United Kingdom, 447 its
    mobiles. The longest prefix of the number decides. These calls were billed at
    exactly the price of a shorter one, which is higher.

    Why it happens: a breakout is missing in the table the carrier rates with, or
    was added after the calls.

    What to ask for: rating by the longest prefix, and a credit of the difference.
    """

    code = "E06"
    title = "Call priced by the wrong prefix"
    precedence = Precedence.WRONG_RATE
    needs = (BILL_LINES, CALL_RECORDS, RATE_DECKS)
    looks_at = RERATED
    inputs = (
        AMOUNT,
        values("calls", "calls as billed", "call.amount"),
        values("costs", "by the longest prefix", "call.cost"),
    )
    formula = "min(amount, total(calls) - total(costs))"
    clause = "prices calls by the wrong prefix"
    explanation = "Billed {amount}; calls priced by a shorter prefix: {calls}, due: {costs}."
    listed: ClassVar = {"calls": "amount", "costs": "cost"}
    wrong_calls = """
        SELECT b.line_id, b.call_id, b.call_amount, r.cost AS due, r.cost
        FROM billed_calls b JOIN rated_calls r USING (call_id)
        WHERE r.included_seconds = 0 AND NOT r.has_tiers
            AND b.call_amount > r.cost AND EXISTS (
                SELECT FROM billing_audit_deckrate p
                WHERE p.version_id = r.version_id AND length(p.prefix) < length(r.prefix)
                    AND r.prefix LIKE p.prefix || '%%' AND p.band = '' AND p.from_minutes = 0
                    AND {cost_by p} = b.call_amount
            )
    """
    examples = (
        example(
            "A call to a British landline at the price of the whole country",
            Billed(amount="0.30", over="0.28", **USAGE),
            papers=(
                deck(
                    Priced(prefix="44", rate="0.30", minimum="60", increment="60"),
                    Priced(prefix="4420", rate="0.02", minimum="60", increment="60"),
                ),
                Called(seconds="60", amount="0.30"),
            ),
        ),
        trap(
            "A call to a mobile costs what mobiles cost",
            Billed(amount="0.30", **USAGE),
            papers=(
                deck(
                    Priced(prefix="44", rate="0.02", minimum="60", increment="60"),
                    Priced(prefix="447", rate="0.30", minimum="60", increment="60"),
                ),
                Called(seconds="60", amount="0.30", number="+447700900123"),
            ),
        ),
        example(
            "A price that no prefix has is another check’s business",
            Billed(amount="0.31", **USAGE),
            papers=(
                deck(
                    Priced(prefix="44", rate="0.30", minimum="60", increment="60"),
                    Priced(prefix="4420", rate="0.02", minimum="60", increment="60"),
                ),
                Called(seconds="60", amount="0.31"),
            ),
        ),
        example(
            "Billed below the longest prefix",
            Billed(amount="0.02", **USAGE),
            papers=(
                deck(
                    Priced(prefix="44", rate="0.02", minimum="60", increment="60"),
                    Priced(prefix="4420", rate="0.30", minimum="60", increment="60"),
                ),
                Called(seconds="60", amount="0.02"),
            ),
        ),
    )


class AddedToEachCall(CallCheck):
    """Something is added to every call that the price list does not know.

    Calls of different length cost more than the price list by exactly the same
    amount: a set-up fee, a payphone or access surcharge. At least three calls
    and two different lengths are needed to tell an addition from a rate. The
    compensation that payphone owners are owed is real; calls whose record names
    a payphone are left alone.

    Why it happens: a surcharge of another product is switched on for the
    account.

    What to ask for: the clause that allows it, or a credit of it on every call.
    """

    code = "E16"
    title = "Surcharge on each call that is not agreed"
    severity = Severity.LOW
    precedence = Precedence.NOT_DUE
    recurs = True
    needs = (BILL_LINES, CALL_RECORDS, RATE_DECKS)
    looks_at = RERATED
    inputs = (
        AMOUNT,
        values("calls", "calls as billed", "call.amount"),
        values("costs", "by the price list", "call.cost"),
    )
    formula = "min(amount, total(calls) - total(costs))"
    clause = "adds to every call what is not agreed"
    explanation = "Billed {amount}; calls with the addition: {calls}, by the price list: {costs}."
    listed: ClassVar = {"calls": "amount", "costs": "cost"}
    wrong_calls = """
        SELECT line_id, call_id, call_amount, cost AS due, cost FROM (
            SELECT s.*, count(*) OVER same AS alike,
                min(s.charged_seconds) OVER same AS shortest,
                max(s.charged_seconds) OVER same AS longest
            FROM (
                SELECT b.line_id, b.call_id, b.call_amount, r.cost, r.charged_seconds,
                    b.call_amount - r.cost AS added
                FROM billed_calls b JOIN rated_calls r USING (call_id)
                WHERE r.included_seconds = 0 AND b.call_amount > r.cost
                    AND b.destination !~* 'pay ?phone' AND b.status !~* 'pay ?phone'
            ) s WINDOW same AS (PARTITION BY s.line_id, s.added)
        ) s WHERE s.alike >= 3 AND s.shortest < s.longest
    """
    examples = (
        example(
            "0.05 on each of three calls, whatever their length",
            Billed(amount="0.37", over="0.15", **USAGE),
            papers=(
                deck(Priced(rate="0.02", minimum="60", increment="60")),
                Called(seconds="60", amount="0.07"),
                Called(seconds="120", amount="0.09", at="2026-03-06 10:00:00"),
                Called(seconds="480", amount="0.21", at="2026-03-07 10:00:00"),
            ),
        ),
        trap(
            "What payphones are owed",
            Billed(amount="2.06", **USAGE),
            papers=(
                deck(Priced(rate="0.02", minimum="60", increment="60")),
                Called(seconds="60", amount="0.62", destination="Payphone"),
                Called(seconds="120", amount="0.64", destination="Payphone"),
                Called(
                    seconds="600",
                    amount="0.80",
                    destination="Pay phone, Leeds",
                    at="2026-03-07 10:00:00",
                ),
            ),
        ),
        example(
            "A connect fee of the price list is no addition",
            Billed(amount="0.27", **USAGE),
            papers=(
                deck(Priced(rate="0.02", minimum="60", increment="60", connect_fee="0.05")),
                Called(seconds="60", amount="0.07"),
                Called(seconds="120", amount="0.09", at="2026-03-06 10:00:00"),
                Called(seconds="180", amount="0.11", at="2026-03-07 10:00:00"),
            ),
        ),
        example(
            "The same length each time: it may be the rate",
            Billed(amount="0.21", **USAGE),
            papers=(
                deck(Priced(rate="0.02", minimum="60", increment="60")),
                Called(seconds="60", amount="0.07", times=3),
            ),
        ),
    )
