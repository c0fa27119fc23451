"""What the database itself asks of proposals; the services say the same in sentences."""

import pgtrigger

from clients.advice.guards import TODAY, may_decide

#: Whoever decides holds the right, and decides what lies before the client now.
MAY_DECIDE = may_decide(
    asked="rfp_proposalversion", decision="rfp_proposalverdict", key="version_id"
).replace(
    "WHERE r.id =",
    f"""WHERE r.withdrawn_at IS NULL AND r.valid_until >= {TODAY}
            AND NOT EXISTS (
                SELECT FROM rfp_proposalversion newer
                WHERE newer.proposal_id = r.proposal_id AND newer.number > r.number)
            AND (rfp_proposalverdict.from_found IS NULL
                OR rfp_proposalverdict.from_found <= r.found_free)
            AND r.id =""",
    1,
)

#: Whether the client accepted a version of the proposal with that key.
ACCEPTED = """
        SELECT FROM rfp_proposalversion v
        JOIN rfp_proposalverdict w ON w.version_id = v.id AND w.outcome = 'accepted'
        WHERE v.proposal_id = {key}
"""


def stays_accepted(name: str, key: str = "proposal_id") -> pgtrigger.Trigger:
    """What the client accepted is done, not written on; the row names its proposal in ``key``."""
    found = ACCEPTED.format(key=f"(CASE TG_OP WHEN 'INSERT' THEN NEW.{key} ELSE OLD.{key} END)")
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
    IF EXISTS ({found}) THEN
        RAISE EXCEPTION 'what the client accepted does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
        """,
    )


def stays(name: str, *exclude: str) -> list[pgtrigger.Trigger]:
    """The row is written once; only these fields are filled in later."""
    kept = (
        pgtrigger.ReadOnly(name=f"{name}_stays", exclude=list(exclude))
        if exclude
        else pgtrigger.Protect(name=f"{name}_stays", operation=pgtrigger.Update)
    )
    return [kept, pgtrigger.Protect(name=f"{name}_is_never_deleted", operation=pgtrigger.Delete)]


#: What has to hold of a proposal before a version of it exists, each with what is said otherwise.
BEFORE_ISSUE = (
    (
        "a party has not said what it earns",
        """EXISTS (
            SELECT FROM rfp_proposalparty p
            WHERE p.proposal_id = NEW.proposal_id AND p.kind <> 'client'
                AND NOT EXISTS (SELECT FROM rfp_earning e WHERE e.payee_id = p.id))""",
    ),
    (
        "what we earn ourselves is not said",
        """NOT EXISTS (
            SELECT FROM rfp_proposalparty p
            WHERE p.proposal_id = NEW.proposal_id AND p.kind = 'us')""",
    ),
    (
        "two parties priced the same line",
        """EXISTS (
            SELECT FROM rfp_scopeline l WHERE l.proposal_id = NEW.proposal_id
                AND (SELECT count(*) FROM rfp_holding h WHERE h.line_id = l.id
                    AND (h.once IS NOT NULL OR h.monthly IS NOT NULL)) > 1
                AND NOT EXISTS (SELECT FROM rfp_settlement s WHERE s.line_id = l.id))""",
    ),
    (
        "nobody does a line of the scope",
        """EXISTS (
            SELECT FROM rfp_scopeline l
            WHERE l.proposal_id = NEW.proposal_id AND l.left_open = ''
                AND NOT EXISTS (SELECT FROM rfp_holding h WHERE h.line_id = l.id))""",
    ),
    (
        "the scope is empty",
        "NOT EXISTS (SELECT FROM rfp_scopeline l WHERE l.proposal_id = NEW.proposal_id)",
    ),
    (
        "no site is named",
        "NOT EXISTS (SELECT FROM rfp_proposalsite s WHERE s.proposal_id = NEW.proposal_id)",
    ),
    (
        "the client accepted a version of it",
        f"EXISTS ({ACCEPTED.format(key='NEW.proposal_id')})",
    ),
)


def issues_what_is_complete() -> pgtrigger.Trigger:
    """No version of a proposal exists in which something is not said."""
    checks = "".join(
        f"""
    IF {wrong} THEN
        RAISE EXCEPTION 'a proposal is not issued: {said}' USING ERRCODE = 'check_violation';
    END IF;"""
        for said, wrong in BEFORE_ISSUE
    )
    return pgtrigger.Trigger(
        name="a_proposal_is_issued_complete",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"{checks}\n    RETURN NEW;\n",
    )


def nothing_answered_is_withdrawn() -> pgtrigger.Trigger:
    """What the client answered stays answered."""
    return pgtrigger.Trigger(
        name="an_answered_proposal_is_not_withdrawn",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func="""
            IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL AND EXISTS (
                SELECT FROM rfp_proposalverdict w WHERE w.version_id = NEW.id
            ) THEN
                RAISE EXCEPTION 'what the client answered is not withdrawn'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
