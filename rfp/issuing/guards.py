"""What the database itself asks of an issue; the services say the same in sentences."""

import pgtrigger

from clients.advice.guards import ME, may_decide

#: Whoever approves holds the right, and approves what lies before the client now.
MAY_APPROVE = may_decide(
    asked="rfp_issuecandidate", decision="rfp_issueapproval", key="candidate_id"
).replace("WHERE r.id =", "WHERE r.withdrawn_at IS NULL AND r.id =", 1)


def reads_what_others_wrote() -> pgtrigger.Trigger:
    """A reader must not have saved a piece of the request."""
    return pgtrigger.Trigger(
        name="a_reader_wrote_none_of_it",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF NEW.person_id = ANY (
                SELECT unnest(c.authors) FROM rfp_issuecandidate c WHERE c.id = NEW.candidate_id
            ) THEN
                RAISE EXCEPTION 'who wrote on a request does not sign that it was read'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def issues_what_was_approved() -> pgtrigger.Trigger:
    """A first version rests on an approval and a reader's signature."""
    return pgtrigger.Trigger(
        name="only_what_was_approved_is_issued",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            IF NEW.candidate_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM rfp_issuecandidate c
                JOIN rfp_issueapproval a ON a.candidate_id = c.id AND a.outcome = 'approved'
                JOIN rfp_issuereview v ON v.candidate_id = c.id
                WHERE c.id = NEW.candidate_id AND c.rfp_id = NEW.rfp_id
                    AND c.withdrawn_at IS NULL
            ) THEN
                RAISE EXCEPTION 'only what was read and approved is issued'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


__all__ = ["MAY_APPROVE", "ME", "issues_what_was_approved", "reads_what_others_wrote"]
