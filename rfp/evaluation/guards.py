"""What the database itself asks of an evaluation; the services say the same in sentences."""

import pgtrigger

from clients.advice.guards import ME

#: Whoever of us is here.
US = "(SELECT app.user_id('staff'))"
#: Scores open to others once the meeting began, and never before.
OPENED = (
    "EXISTS (SELECT FROM rfp_evaluation e WHERE e.id = evaluation_id "
    "AND e.state NOT IN ('prepared', 'scoring'))"
)
#: Of a client's people, those who were named read what bidders wrote and how it was judged.
NAMED = (
    "EXISTS (SELECT FROM rfp_evaluator v WHERE v.evaluation_id = {table}.evaluation_id "
    f"AND v.person_id = {ME})"
)

#: One way, step by step: what somebody has read of others cannot be unread.
MOVES = """
    IF NEW.state <> OLD.state AND NOT (CASE OLD.state
        WHEN 'prepared' THEN NEW.state = 'scoring'
        WHEN 'scoring' THEN NEW.state = 'meeting'
        WHEN 'meeting' THEN NEW.state = 'consensus'
        ELSE false END)
    THEN
        RAISE EXCEPTION 'an evaluation does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'prepared' AND (NEW.rfp_id, NEW.version_id, NEW.scale, NEW.spread, NEW.discount)
        IS DISTINCT FROM (OLD.rfp_id, OLD.version_id, OLD.scale, OLD.spread, OLD.discount)
    THEN
        RAISE EXCEPTION 'rules of scoring stay once scoring began'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def of_named(table: str) -> str:
    """The condition on rows of a table that a client's evaluators read."""
    return NAMED.format(table=table)


def only_while(name: str, *states: str) -> pgtrigger.Trigger:
    """Rows are added, changed and taken away in these states of their evaluation alone."""
    listed = ", ".join(f"'{state}'" for state in states)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF NOT EXISTS (
                SELECT FROM rfp_evaluation e
                WHERE e.id = (CASE TG_OP WHEN 'DELETE' THEN OLD.evaluation_id
                    ELSE NEW.evaluation_id END) AND e.state IN ({listed})
            ) THEN
                RAISE EXCEPTION 'the evaluation is past this step'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN coalesce(NEW, OLD);
        """,
    )


def scored_while_it_is_open() -> pgtrigger.Trigger:
    """A score is written by a named evaluator who has not handed in yet."""
    return pgtrigger.Trigger(
        name="a_score_is_written_while_scoring_is_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF NOT EXISTS (
                SELECT FROM rfp_evaluation e
                JOIN rfp_evaluator v ON v.evaluation_id = e.id
                WHERE e.id = (CASE TG_OP WHEN 'DELETE' THEN OLD.evaluation_id
                        ELSE NEW.evaluation_id END)
                    AND v.person_id = (CASE TG_OP WHEN 'DELETE' THEN OLD.person_id
                        ELSE NEW.person_id END)
                    AND e.state = 'scoring' AND v.submitted_at IS NULL
            ) THEN
                RAISE EXCEPTION 'this score is locked' USING ERRCODE = 'check_violation';
            END IF;
            RETURN coalesce(NEW, OLD);
        """,
    )


__all__ = ["ME", "MOVES", "OPENED", "US", "of_named", "only_while", "scored_while_it_is_open"]
