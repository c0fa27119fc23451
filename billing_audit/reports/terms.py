"""What the words of a report mean; printed in it, so that nobody has to guess."""

from billing_audit.reports.shape import Term

TERMS = [
    Term(
        "Found this month",
        "What our checks claim on bills dated in the month, each charge counted once. "
        "Findings that a person judged to be no error are not in it.",
    ),
    Term(
        "Open in total",
        "The same over all bills up to and including the month: found this month, and found "
        "earlier and not settled. It is the sum of what is confirmed, waiting for you and in "
        "review; your portal counts the first two.",
    ),
    Term(
        "Recurring",
        "The part of the month's claims that comes back every month until the carrier corrects "
        "it: seen on this month's bills and on earlier ones. A year is twelve times a month. An "
        "account without a bill this month is not in it.",
    ),
    Term(
        "Confirmed",
        "A consultant compared the claim with the documents and stands by it. It is ready to be "
        "asked back from the carrier.",
    ),
    Term(
        "Waiting for you",
        "Only you can tell whether the charge is right, such as whether a service is still in "
        "use. Nothing is asked back before you have decided.",
    ),
    Term(
        "In review",
        "Found by a check and not yet looked at by a person. It may turn out to be no error. What "
        "later bills add to a confirmed finding is in review until a consultant looks at it again.",
    ),
    Term(
        "At stake",
        "What could be asked back once somebody confirms a fact, such as that a service is not "
        "yours. It is in none of the totals.",
    ),
]
