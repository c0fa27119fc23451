"""What the database itself asks of sourcing decisions; the services say the same in sentences."""

from clients.advice.guards import ME, may_decide

#: Whoever decides holds the right, and decides what lies before the client now.
MAY_DECIDE = may_decide(
    asked="rfp_sourcingdecision", decision="rfp_sourcingverdict", key="decision_id"
).replace("WHERE r.id =", "WHERE r.state = 'put' AND r.id =", 1)

#: Rows that hang on a decision are the client's to read once it was put to them: the policy of
#: decisions hides the others.
OF_A_PUT = "EXISTS (SELECT FROM rfp_sourcingdecision r WHERE r.id = decision_id)"

#: Moves between states; approved and declined rest on the client's own word.
MOVES = """
    IF NEW.state <> OLD.state AND NOT (CASE OLD.state
        WHEN 'draft' THEN NEW.state IN ('put', 'withdrawn')
        WHEN 'put' THEN NEW.state IN ('draft', 'approved', 'declined', 'withdrawn')
        WHEN 'approved' THEN NEW.state = 'superseded'
        WHEN 'declined' THEN NEW.state = 'superseded'
        ELSE false END)
    THEN
        RAISE EXCEPTION 'a sourcing decision does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state IN ('approved', 'declined') AND NOT EXISTS (
        SELECT FROM rfp_sourcingverdict v
        WHERE v.decision_id = NEW.id AND v.outcome = NEW.state
    ) THEN
        RAISE EXCEPTION 'only the client''s word makes a sourcing decision %', NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NEW.state = 'superseded' AND NOT EXISTS (
        SELECT FROM rfp_sourcingdecision n
        WHERE n.supersedes_id = NEW.id AND n.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'only a decision that was approved supersedes another'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.put_at IS NOT NULL AND NEW.state <> 'draft' AND
        to_jsonb(NEW) - ARRAY['state', 'because'] IS DISTINCT FROM
        to_jsonb(OLD) - ARRAY['state', 'because']
    THEN
        RAISE EXCEPTION 'what was put to the client does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

#: Targets, options and sites of what was put to the client stay as they were read.
STAYS_PUT = """
    IF EXISTS (
        SELECT FROM rfp_sourcingdecision r
        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END)
            AND r.put_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'what was put to the client does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""

__all__ = ["MAY_DECIDE", "ME", "MOVES", "OF_A_PUT", "STAYS_PUT"]
