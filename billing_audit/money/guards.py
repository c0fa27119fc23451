"""What the database itself refuses about disputes, whoever writes."""

import pgtrigger

#: A dispute's charges are what was sent; only of a draft they come and go.
ONLY_IN_DRAFTS = """
    IF EXISTS (
        SELECT FROM billing_audit_dispute d
        WHERE d.id = coalesce(NEW.dispute_id, OLD.dispute_id) AND d.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the charges of a dispute that was sent are changed no more'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""

#: However many findings touch a line, no more of it is disputed than it charges.
NOT_BEYOND_THE_LINE = """
    IF EXISTS (
        SELECT FROM billing_audit_disputeitem i
        WHERE i.holds AND i.line_id IS NOT NULL
            AND (i.client_id, i.line_id) IN (
                SELECT client_id, line_id FROM written WHERE holds AND line_id IS NOT NULL)
        GROUP BY i.client_id, i.line_id
        HAVING sum(i.disputed) > max(i.billed)
    ) THEN
        RAISE EXCEPTION 'more would be disputed of a bill line than it charges'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

#: What matches take of a credit is counted on its own row, so that two who match it at once meet
#: there, and the second one sees what the first has left.
COUNT_WHAT_IS_TAKEN = """
    IF TG_OP <> 'INSERT' AND OLD.state <> 'declined' THEN
        UPDATE billing_audit_credit SET taken = taken - OLD.amount WHERE id = OLD.credit_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state <> 'declined' THEN
        UPDATE billing_audit_credit SET taken = taken + NEW.amount WHERE id = NEW.credit_id;
    END IF;
    RETURN NULL;
"""


def count_what_is_taken() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="what_matches_take_of_a_credit_is_counted",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=COUNT_WHAT_IS_TAKEN,
    )


def charges_change_only_in_drafts() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="charges_change_only_in_drafts",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Delete,
        func=ONLY_IN_DRAFTS,
    )


def no_charge_is_disputed_beyond(name: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="written"),
        func=NOT_BEYOND_THE_LINE,
    )
