"""What the checks that rate a charge's calls anew have in common."""

from typing import ClassVar

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.inputs import AMOUNT, money, number, text
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.usage.needs import CALL_RECORDS, RATE_DECKS
from billing_audit.checks.usage.papers import Called

USAGE = {"charge": "usage", "code": "USG", "description": "Long distance"}
RATED = money("rated_total", "the calls by the deck", "line.rated_total")
CALLS = number("calls", "calls", "line.calls")
RULE = text("billed_by", "rule that gives the amount billed", "line.billed_by")


def calls(**each: object) -> Called:
    return Called(**each)


class ReratedCheck(Check, in_catalogue=False):
    """What the checks that compare a charge with its calls have in common."""

    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.CHARGE
    recurs = True
    needs = (BILL_LINES, CALL_RECORDS, RATE_DECKS)
    inputs = (AMOUNT, RATED, CALLS, RULE)
    formula = "amount - rated_total"
    #: What kind of rule the check names.
    kind: ClassVar[str]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if hasattr(cls, "kind"):
            cls.sql = f"""
                SELECT c.*, c.amount - e.rated_total AS claim, e.rated_total AS expected,
                    e.rated_total, e.calls, e.rule AS billed_by
                FROM explained_lines e JOIN charges c USING (line_id) WHERE e.kind = '{cls.kind}'
            """  # noqa: S608 - the kind is ours
