"""Calls that go past the contract: dial-around, operator, directory; and hours unlike any other."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.inputs import values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import CALLED
from billing_audit.checks.settings import threshold
from billing_audit.checks.usage.needs import CALL_RECORDS
from billing_audit.checks.usage.papers import Called
from billing_audit.checks.usage.rerated import USAGE

#: The digits of what was dialled: 1010 and a carrier's three digits before a number; operators;
#: directory assistance.
AROUND = r"^(1010\d{10,}|00?|1?411|1?(\d\d\d)?5551212)$"
CALLS = values("calls", "calls", "call.amount")
# A list of calls by charge, as the proof holds it.
LISTED = (
    "jsonb_agg(jsonb_build_object('call', w.call_id, 'amount', w.call_amount::text) "
    "ORDER BY w.call_id) AS calls"
)


class CallsAroundTheContract(Check):
    """Calls dialled past the contracted carrier, or through an operator.

    10-10 and three digits before a number picks another carrier for one call, at
    its casual rates; the operator and directory assistance have prices of their
    own. Nothing is claimed: somebody dialled them. The amounts are shown.

    Why it happens: habit, an old speed dial, a telephone whose long-distance
    carrier was never set.

    What to ask for: nothing of the carrier. Set the long-distance carrier on
    every line, and block dial-around and 411 where nobody needs them.
    """

    code = "E12"
    title = "Calls past the contract"
    severity = Severity.LOW
    confidence = Confidence.HIGH
    nature = Nature.INFORMATION
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    needs = (BILL_LINES, CALL_RECORDS)
    looks_at = CALLED
    inputs = (CALLS,)
    formula = "0"
    clause = "is used for calls past the contract"
    explanation = "Dial-around, operator and directory calls: {calls}."
    sql = f"""
        SELECT c.*, 0 AS claim, NULL::numeric AS expected, f.calls
        FROM (
            SELECT w.line_id, {LISTED} FROM called w
            WHERE w.call_amount > 0
                AND regexp_replace(w.dialled, '[^0-9]', '', 'g') ~ '{AROUND}'
            GROUP BY w.line_id
        ) f JOIN charges c USING (line_id)
    """  # noqa: S608 - ours
    examples = (
        example(
            "10-10-220 before a number, and 411",
            Billed(amount="9.00", over="0.00", **USAGE),
            papers=(
                Called(number="1010220 1 212 555 0100", amount="4.50"),
                Called(number="411", amount="1.99"),
            ),
        ),
        example(
            "An operator’s call that costs nothing",
            Billed(amount="9.00", **USAGE),
            papers=(Called(number="0", amount="0.00"),),
        ),
        trap(
            "A number that merely begins with 10 10",
            Billed(amount="9.00", **USAGE),
            papers=(Called(number="+1 010 220", amount="4.50"),),
        ),
    )


class HourUnlikeAnyOther(Check):
    """In one hour far more was called to one destination than ever in that hour's past.

    Calls of a service to numbers that begin with the same three digits are added
    up by the hour. An hour with at least ten calls and half an hour of talk that
    lies more than four standard deviations above the earlier hours with calls
    there is told. Nothing is claimed, because the calls were made; who made them
    is the question.

    Why it happens: a hacked telephone system calls numbers that pay for being
    called, mostly at night and at weekends. Or somebody runs a campaign, which
    earlier hours then show.

    What to ask for: block the destination at once. Ask the carrier for its fraud
    terms: many waive part of it when told within days.
    """

    code = "E15"
    title = "Sudden hour of calls"
    severity = Severity.CRITICAL
    confidence = Confidence.LOW
    nature = Nature.ALERT
    precedence = Precedence.IDEA
    subject = Subject.SERVICE
    needs = (BILL_LINES, CALL_RECORDS)
    looks_at = CALLED
    settings = (
        threshold(
            "deviations",
            "4",
            "standard deviations above earlier hours",
            "standard deviations",
            most="20",
            places=1,
            means="An hour is told when it lies more than this above the earlier hours.",
        ),
        threshold(
            "least_calls",
            "10",
            "calls in the hour at least",
            "calls",
            most="100000",
            means="An hour with fewer calls is not told.",
        ),
        threshold(
            "least_minutes",
            "30",
            "minutes in the hour at least",
            "minutes",
            most="100000",
            means="An hour with less talk is not told.",
        ),
    )
    inputs = (
        values("seconds", "seconds of the calls", "call.duration"),
        *(each.input for each in settings),
    )
    formula = "0"
    clause = "has an hour of calls unlike any other"
    explanation = "Seconds of the calls of that hour: {seconds}."
    sql = """
        SELECT c.*, 0 AS claim, NULL::numeric AS expected, f.seconds,
            %(deviations)s AS deviations, %(least_calls)s AS least_calls,
            %(least_minutes)s AS least_minutes
        FROM (
            SELECT w.line_id, jsonb_agg(jsonb_build_object('call', w.call_id,
                'duration', w.duration::text) ORDER BY w.call_id) AS seconds
            FROM called w JOIN (
                SELECT h.*, avg(h.seconds) OVER earlier AS mean,
                    stddev_pop(h.seconds) OVER earlier AS deviation
                FROM (
                    SELECT k.service_id, left(k.dialled, 4) AS towards,
                        date_trunc('hour', k.started_at) AS hour, count(*) AS calls,
                        sum(k.duration) AS seconds
                    FROM called k WHERE k.line_id IS NOT NULL GROUP BY 1, 2, 3
                ) h WINDOW earlier AS (PARTITION BY h.service_id, h.towards ORDER BY h.hour
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            ) s ON s.service_id = w.service_id AND s.towards = left(w.dialled, 4)
                AND s.hour = date_trunc('hour', w.started_at)
            WHERE s.calls >= %(least_calls)s
                AND s.seconds >= %(least_minutes)s * 60
                AND s.seconds > coalesce(s.mean + %(deviations)s * s.deviation, 0)
            GROUP BY w.line_id
        ) f JOIN charges c USING (line_id)
    """
    examples = (
        example(
            "Thirty calls of four minutes to Cuba in half an hour, where none ever went",
            Billed(amount="90.00", over="0.00", **USAGE),
            papers=(
                Called(seconds="120", at="2026-03-02 09:00:00"),
                Called(seconds="240", number="+5352000000", at="2026-03-08 03:00:00", times=30),
            ),
        ),
        trap(
            "A campaign that has run every morning",
            Billed(amount="90.00", **USAGE),
            papers=(
                Called(seconds="100", at="2026-03-02 09:00:00", times=17),
                Called(seconds="100", at="2026-03-03 09:00:00", times=9),
                Called(seconds="100", at="2026-03-04 09:00:00", times=17),
                Called(seconds="100", at="2026-03-05 09:00:00", times=20),
            ),
        ),
        example(
            "Few calls, however long",
            Billed(amount="90.00", **USAGE),
            papers=(Called(seconds="3600", number="+5352000000", times=9),),
        ),
    )
