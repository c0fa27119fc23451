"""Single calls that cost nothing: a copy of another, one that nobody answered."""

from typing import ClassVar

from billing_audit.checks.base import Precedence, Severity
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import AMOUNT, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import CALLED
from billing_audit.checks.usage.call_check import CallCheck
from billing_audit.checks.usage.needs import CALL_RECORDS, RATE_DECKS
from billing_audit.checks.usage.papers import Called, Priced, deck
from billing_audit.checks.usage.rerated import USAGE

#: Words in which carriers say that nobody answered.
UNANSWERED = r"\m(no[ -]?answer|busy|fail(ed|ure)?|cancel+ed|unanswered|rejected|declined|missed)\M"


class CallTwice(CallCheck):
    """The same call stands in the carrier's records twice, each time with an amount.

    The same service, the same number, the same duration, begun within a second:
    nobody can make that call twice. Only records whose amounts make up the charge
    are looked at, so a file that was loaded twice is not taken for the carrier's
    error. Calls of no length are left to another check.

    Why it happens: two switches report the same call, or a day's records are
    rated again after a correction.

    What to ask for: a credit of the copies.
    """

    code = "E07"
    title = "Call billed twice"
    severity = Severity.HIGH
    precedence = Precedence.COPY_ON_A_BILL
    looks_at = CALLED
    clause = "bills calls twice"
    explanation = "Billed {amount}; of these the copies of calls came to: {calls}."
    wrong_calls = """
        SELECT line_id, call_id, call_amount, 0 AS due FROM (
            SELECT b.*, b.started_at - lag(b.started_at) OVER (
                PARTITION BY b.service_id, b.dialled, b.duration ORDER BY b.started_at, b.call_id
            ) AS since FROM billed_calls b WHERE b.duration > 0 AND b.dialled <> ''
        ) b WHERE b.since <= interval '1 second' AND b.call_amount > 0
    """
    examples = (
        example(
            "One call of three is there twice",
            Billed(amount="0.40", over="0.10", **USAGE),
            papers=(
                Called(seconds="61", amount="0.10", times=3),
                Called(seconds="61", amount="0.10", at="2026-03-05 10:00:01"),
            ),
        ),
        trap(
            "Two legs of a conference begin together, to different people",
            Billed(amount="0.20", **USAGE),
            papers=(
                Called(seconds="61", amount="0.10"),
                Called(seconds="61", amount="0.10", number="+442079460001"),
            ),
        ),
        example(
            "Dialled again two seconds later",
            Billed(amount="0.20", **USAGE),
            papers=(
                Called(seconds="61", amount="0.10"),
                Called(seconds="61", amount="0.10", at="2026-03-05 10:00:02"),
            ),
        ),
        example(
            "The charge is half of what the records say: the file was loaded twice",
            Billed(amount="0.10", **USAGE),
            papers=(
                Called(seconds="61", amount="0.10"),
                Called(seconds="61", amount="0.10"),
            ),
        ),
    )


class UnansweredCall(CallCheck):
    """Calls that nobody answered are billed.

    A call of no length, or one that the carrier's own record calls busy, failed
    or not answered, costs nothing unless the price list has a connect fee, which
    is then all that is due.

    Why it happens: the carrier rates attempts, or rounds zero seconds up to the
    first increment.

    What to ask for: a credit of the amounts above the connect fee.
    """

    code = "E09"
    title = "Unanswered call billed"
    precedence = Precedence.NOT_DUE
    needs = (BILL_LINES, CALL_RECORDS, RATE_DECKS)
    looks_at = CALLED
    inputs = (
        AMOUNT,
        values("calls", "unanswered calls as billed", "call.amount"),
        values("fees", "connect fees due", "call.connect_fee"),
    )
    formula = "min(amount, total(calls) - total(fees))"
    clause = "bills calls that nobody answered"
    explanation = "Billed {amount}; of these calls without an answer: {calls}."
    listed: ClassVar = {"calls": "amount", "fees": "connect_fee"}
    wrong_calls = f"""
        SELECT b.line_id, b.call_id, b.call_amount, r.connect_fee AS due, r.connect_fee
        FROM billed_calls b JOIN rated_calls r USING (call_id)
        WHERE (b.duration = 0 OR b.status ~* '{UNANSWERED}') AND b.call_amount > r.connect_fee
    """  # noqa: S608 - the words are ours
    examples = (
        example(
            "Two of four calls have no length",
            Billed(amount="0.40", over="0.20", **USAGE),
            papers=(
                deck(),
                Called(seconds="61", amount="0.10", times=2),
                Called(seconds="0", amount="0.10", times=2, at="2026-03-06 10:00:00"),
            ),
        ),
        example(
            "The record says busy",
            Billed(amount="0.10", over="0.10", **USAGE),
            papers=(deck(), Called(seconds="30", amount="0.10", status="Busy")),
        ),
        trap(
            "The contract has a connect fee for every attempt",
            Billed(amount="0.10", **USAGE),
            papers=(deck(Priced(connect_fee="0.10")), Called(seconds="0", amount="0.10")),
        ),
        example(
            "Above the connect fee the rest is asked back",
            Billed(amount="0.15", over="0.05", **USAGE),
            papers=(deck(Priced(connect_fee="0.10")), Called(seconds="0", amount="0.15")),
        ),
        example(
            "Without a price for the number nobody knows whether there is a fee",
            Billed(amount="0.10", **USAGE),
            papers=(deck(), Called(seconds="0", amount="0.10", number="+33123")),
        ),
    )
