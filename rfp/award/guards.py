"""What the database itself asks of an award; the services say the same in sentences."""

import pgtrigger

from clients.advice.guards import may_decide

#: Whoever approves holds the right for so much money, and approves what lies before them now.
MAY_APPROVE = may_decide(asked="rfp_award", decision="rfp_awardapproval", key="award_id").replace(
    "WHERE r.id =", "WHERE r.withdrawn_at IS NULL AND r.id =", 1
)


def is_announced_once_approved() -> pgtrigger.Trigger:
    """Nobody tells bidders what the client has not approved."""
    return pgtrigger.Trigger(
        name="only_an_approved_award_is_announced",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func="""
            IF NEW.announced_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM rfp_awardapproval a
                WHERE a.award_id = NEW.id AND a.outcome = 'approved'
            ) THEN
                RAISE EXCEPTION 'only an award that was approved is announced'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
