"""What the checks of single calls have in common."""

from typing import ClassVar

from billing_audit.checks.base import Check, Confidence, Severity, Subject
from billing_audit.checks.inputs import AMOUNT, values
from billing_audit.checks.needs import BILL_LINES, Need
from billing_audit.checks.usage.needs import CALL_RECORDS


class CallCheck(Check, in_catalogue=False):
    """What the checks of single calls have in common: what is wrong, added up by charge.

    ``wrong_calls`` selects ``line_id, call_id, call_amount`` and ``due``, what the call may cost.
    """

    severity = Severity.MEDIUM
    confidence = Confidence.HIGH
    subject = Subject.CHARGE
    needs: ClassVar[tuple[Need, ...]] = (BILL_LINES, CALL_RECORDS)
    inputs = (AMOUNT, values("calls", "calls billed", "call.amount"))
    formula = "min(amount, total(calls))"
    wrong_calls: ClassVar[str]
    #: Further lists of the proof: their names, and the column of ``wrong_calls`` they hold.
    listed: ClassVar[dict[str, str]] = {"calls": "amount"}

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        lists = ", ".join(
            f"jsonb_agg(jsonb_build_object('call', w.call_id, '{column}', "
            f"(w.{'call_amount' if column == 'amount' else column})::text) "
            f"ORDER BY w.call_id) AS {name}"
            for name, column in cls.listed.items()
        )
        cls.sql = f"""
            SELECT c.*, least(c.amount, f.too_much) AS claim,
                c.amount - least(c.amount, f.too_much) AS expected, {", ".join(cls.listed)}
            FROM (
                SELECT w.line_id, sum(w.call_amount - w.due) AS too_much, {lists}
                FROM ({cls.wrong_calls}) w GROUP BY w.line_id
            ) f JOIN charges c USING (line_id)
        """  # noqa: S608 - all of it is ours
