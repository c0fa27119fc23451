"""Earlier releases: checks that audits no longer make, whose findings stay on file."""

from functools import cache

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject


class Retired(Check, in_catalogue=False):
    """A check of an earlier release, which no audit makes any more.

    What it found stays on file as it was stored, with the figures and the formula of every
    charge. No audit looks for it again, so nothing of it is added, and nothing is taken back.
    """

    title = "A check of an earlier release"
    severity = Severity.INFORMATION
    confidence = Confidence.LOW
    precedence = Precedence.BILL_TOTAL
    subject = Subject.CHARGE
    inputs = ()
    formula = ""
    sql = ""
    clause = "was found by a check of an earlier release"
    explanation = "What was compared is no longer known; the calculation stays as it was stored."
    examples = ()


@cache
def retired(code: str) -> type[Check]:
    """What can still be said of the check that once had this code."""
    said = {
        "__module__": __name__,
        "__doc__": Retired.__doc__,
        "code": code,
        "title": f"{code}, a check of an earlier release",
        "clause": f"was found by {code}, a check of an earlier release",
    }
    return type("Retired", (Retired,), said, in_catalogue=False)
