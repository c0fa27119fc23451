"""What the words of a report mean; printed in it, so that nobody has to guess."""

from billing_audit.money.places import MEANINGS
from billing_audit.reports.shape import Term

TERMS = [
    Term(
        "Found this month",
        "What our checks claim on bills dated in the month, each charge counted once, wherever the "
        "money is by now. Findings that a person judged to be no error are not in it.",
    ),
    Term(
        "Found so far",
        "The same over all bills up to and including the month. It is the sum of all that is in "
        "review, waiting for you, to ask back, asked back, promised, come back or given up: every "
        "amount stands in one of these, and in no other.",
    ),
    Term(
        "Open in total",
        "Found so far without what came back and what was given up: what may still come back.",
    ),
    *(Term(word, meaning) for word, meaning in MEANINGS.values()),
    Term(
        "In dispute",
        "Asked back and promised together.",
    ),
    Term(
        "Came back this month",
        "Credits on bills dated in the month that were entered against a dispute.",
    ),
    Term(
        "Recurring",
        "The part of the month's claims that comes back every month until the carrier corrects "
        "it: seen on this month's bills and on earlier ones. A year is twelve times a month. An "
        "account without a bill this month is not in it.",
    ),
    Term(
        "At stake",
        "What could be asked back once somebody confirms a fact, such as that a service is not "
        "yours. It is in none of the totals.",
    ),
]
