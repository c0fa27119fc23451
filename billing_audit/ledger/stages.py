"""The stages of money and what each of them means: the words of the page, the export and tests."""

from dataclasses import dataclass, fields
from decimal import Decimal

from retainer.lib.money import in_currency

NOTHING = Decimal(0)
#: Months that a corrected monthly charge is counted for, at most.
HORIZON = 12
#: Correct bills in a row after which a correction is seen to stay.
SEEN_TO_STAY = 2


@dataclass(frozen=True)
class Stage:
    """A stage of the way, its word, and what is counted in it."""

    name: str
    word: str
    meaning: str
    #: What the drop before it is called in the drawing.
    drop: str = ""


ONE_TIME = (
    Stage(
        "identified",
        "Identified",
        "What the bills charge too much, as the audits reckon it: every error that nobody judged "
        "to be none.",
    ),
    Stage(
        "validated",
        "Validated",
        "What of it a consultant checked against the documents and confirmed.",
        "Not judged",
    ),
    Stage(
        "accepted",
        "Accepted",
        "What of it the client decided to ask back.",
        "Not accepted",
    ),
    Stage(
        "submitted",
        "Submitted",
        "What stands in disputes that a carrier has or has answered. Disputes that were lost, "
        "withdrawn or expired are counted no more.",
        "Not sent",
    ),
    Stage(
        "approved",
        "Approved",
        "What the carrier agreed to or promised.",
        "Not approved",
    ),
    Stage(
        "posted",
        "Credited",
        "Credits on bills, cheques and bank refunds that a person matched to the dispute, without "
        "what a later bill took back. Tax that came with a credit is left out, and so is what was "
        "written off.",
        "Not credited",
    ),
    Stage(
        "verified",
        "Verified",
        "What of it was seen to stay: this alone is called recovered.",
        "Not verified",
    ),
)
RECURRING = (
    Stage(
        "identified",
        "Identified",
        "Errors that come back every month: what the latest wrong bill charges too much.",
    ),
    Stage("validated", "Validated", "Those a consultant confirmed."),
    Stage("accepted", "Accepted", "Those the client decided to have corrected."),
    Stage("submitted", "Submitted", "Those in disputes that stand with the carrier."),
    Stage(
        "stopped",
        "Stopped",
        "Those that a bill after the dispute no longer shows.",
    ),
    Stage(
        "verified",
        "Verified",
        f"Those that {SEEN_TO_STAY} bills or more after the dispute no longer show.",
    ),
)
EXCLUDED = (
    "Savings on our own earlier advice or errors count in no stage: nobody earns by mending what "
    "they broke."
)
SOFT = (
    "Avoided is money that was never paid: withheld sums that the carrier wrote off, until a later "
    "bill charges them again, and savings ideas that were confirmed, for "
    f"{HORIZON} months. It is soft money, counted neither as credited nor as recovered, and is "
    "added to nothing else. What a later bill charges again is taken off the credit or write-off "
    "of that very amount; if there is none, off credits before write-offs."
)


@dataclass(frozen=True)
class Money:
    """One-time money at each stage; none of them is more than the one before it."""

    identified: Decimal = NOTHING
    validated: Decimal = NOTHING
    accepted: Decimal = NOTHING
    submitted: Decimal = NOTHING
    approved: Decimal = NOTHING
    posted: Decimal = NOTHING
    verified: Decimal = NOTHING

    def __add__(self, other: "Money") -> "Money":
        return Money(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(Money))
        )


def of_finding(
    *, claimed: Decimal, confirmed: Decimal, agreed: Decimal, submitted: Decimal
) -> Money:
    """How far the money of one finding is.

    What was sent stays what it was: an audit that claims less by now takes nothing off it.
    """
    accepted = max(submitted, min(agreed, confirmed))
    validated = max(accepted, confirmed)
    return Money(max(validated, claimed), validated, accepted, submitted)


def counted(amount: Decimal, excluded: Decimal, disputed: Decimal, currency: str) -> Decimal:
    """An amount of a dispute without the share of what is excluded of the dispute."""
    return amount - in_currency(amount * excluded / disputed, currency)
