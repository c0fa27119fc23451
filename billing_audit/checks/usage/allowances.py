"""Minutes that are included and charged all the same."""

from billing_audit.checks.examples import Billed, example, trap
from billing_audit.checks.populations import RERATED
from billing_audit.checks.usage.papers import Priced, deck
from billing_audit.checks.usage.rerated import USAGE, ReratedCheck, calls


class NothingIncluded(ReratedCheck):
    """Included minutes are not taken off before the rest is charged.

    By the deck some minutes a month are included, for each service or shared by
    all services of a billing account; calls use them up in their order. Rated as
    if nothing were included, the calls come to the billed amount exactly. The
    minutes of services that share the pool count even where nothing is charged
    for them.

    Why it happens: the allowance is a plan of its own in the carrier's system,
    and a change of account or service drops it.

    What to ask for: the allowance on the next bill, and a credit of what it
    would have covered.
    """

    code = "E13"
    title = "Included minutes not taken off"
    kind = "allowance"
    looks_at = RERATED
    clause = "charges calls that are included"
    explanation = (
        "Billed {amount} for {calls} calls, with {billed_by}; with the included minutes they come "
        "to {rated_total}."
    )
    examples = (
        example(
            "50 of 100 minutes are included",
            Billed(amount="2.40", over="1.20", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60"), included="50"),
                calls(seconds="60", times=100),
            ),
        ),
        trap(
            "Another line of the account has used the pool up, without a charge",
            Billed(amount="2.40", **USAGE),
            Billed(amount="20.00", service="B"),
            papers=(
                deck(Priced(minimum="60", increment="60"), included="50"),
                calls(seconds="60", times=50, service="B", at="2026-03-02 10:00:00"),
                calls(seconds="60", times=100),
            ),
        ),
        example(
            "Each service has its own minutes",
            Billed(amount="2.40", over="1.20", **USAGE),
            Billed(amount="20.00", service="B"),
            papers=(
                deck(Priced(minimum="60", increment="60"), included="50", pool="service"),
                calls(seconds="60", times=50, service="B", at="2026-03-02 10:00:00"),
                calls(seconds="60", times=100),
            ),
        ),
        example(
            "The allowance is taken off",
            Billed(amount="1.20", **USAGE),
            papers=(
                deck(Priced(minimum="60", increment="60"), included="50"),
                calls(seconds="60", times=100),
            ),
        ),
    )
