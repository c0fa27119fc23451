"""What the database itself asks of decisions: who may write one, and which moves a state allows.

The services refuse the same with a sentence; these stand behind them, so that neither a forged
request nor a slip of ours can decide in a client's name.
"""

ME = "(SELECT app.user_id('portal'))"
TODAY = "(now() AT TIME ZONE coalesce((SELECT time_zone FROM clients_practice), 'UTC'))::date"


def may_decide(*, asked: str, decision: str, key: str) -> str:
    """The condition under which somebody may write a row of ``decision``.

    They hold the right for what ``asked`` is about, which the column ``key`` names, and for so
    much money; or they are the deputy of somebody who does.
    """
    return f"""
        decided_by_id = {ME} AND EXISTS (
            SELECT FROM {asked} r
            JOIN clients_decisionright d ON d.client_id = r.client_id AND d.subject = r.kind
                AND (d."limit" IS NULL OR d.currency = r.currency AND d."limit" >= r.money)
            WHERE r.id = {decision}.{key}
                AND r.client_id = {decision}.client_id
                AND d.user_id = {decision}.right_of_id
                AND ({decision}.deputyship_id IS NULL AND right_of_id = decided_by_id
                    OR EXISTS (
                        SELECT FROM clients_deputy p
                        WHERE p.id = {decision}.deputyship_id AND p.client_id = r.client_id
                            AND p.holder_id = right_of_id AND p.deputy_id = decided_by_id
                            AND p.subject = r.kind AND p.revoked_at IS NULL
                            AND {TODAY} BETWEEN p.first_day AND p.last_day
                            AND (p."limit" IS NULL
                                OR p.currency = r.currency AND p."limit" >= r.money)))
        )
    """  # noqa: S608 - no word of it comes from outside


#: Whoever decides holds the right for so much money, or is the deputy of somebody who does.
MAY_DECIDE = may_decide(
    asked="clients_recommendation", decision="clients_decision", key="recommendation_id"
)

#: Rows that hang on a recommendation are the client's to read once it is published.
OF_A_PUBLISHED = "EXISTS (SELECT FROM clients_recommendation r WHERE r.id = recommendation_id)"

#: Moves between states, and that a decided state rests on the latest decision.
MOVES = """
    SELECT d.id, d.outcome INTO latest FROM clients_decision d
    WHERE d.recommendation_id = NEW.id ORDER BY d.id DESC LIMIT 1;
    IF NEW.state <> OLD.state AND NOT (CASE OLD.state
        WHEN 'draft' THEN NEW.state IN ('open', 'withdrawn')
        WHEN 'open' THEN NEW.state <> 'draft'
        WHEN 'deferred' THEN NEW.state <> 'draft'
        WHEN 'accepted' THEN NEW.state IN ('open', 'withdrawn', 'superseded')
        WHEN 'declined' THEN NEW.state IN ('open', 'withdrawn', 'superseded')
        ELSE false END)
    THEN
        RAISE EXCEPTION 'a recommendation does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.submitted_at IS NOT NULL AND (NEW.state, NEW.submitted_at)
        IS DISTINCT FROM (OLD.state, OLD.submitted_at)
    THEN
        RAISE EXCEPTION 'what was submitted to the carrier stays decided'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('accepted', 'declined', 'deferred')
        AND (latest.id, latest.outcome) IS DISTINCT FROM (NEW.standing_id, NEW.state)
    THEN
        RAISE EXCEPTION 'only the client''s decision makes a recommendation %', NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'open' AND OLD.state IN ('accepted', 'declined')
        AND latest.outcome IS DISTINCT FROM 'reversed'
    THEN
        RAISE EXCEPTION 'only the client opens again what the client decided'
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.published_at IS NOT NULL AND
        to_jsonb(NEW) - ARRAY['state', 'standing_id', 'deferred_until', 'submitted_at', 'because']
        IS DISTINCT FROM
        to_jsonb(OLD) - ARRAY['state', 'standing_id', 'deferred_until', 'submitted_at', 'because']
    THEN
        RAISE EXCEPTION 'what the client was shown does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

#: Options and parts of what was published are neither added, changed nor taken away.
STAYS_PUT = """
    IF EXISTS (
        SELECT FROM clients_recommendation r
        WHERE r.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.recommendation_id
            ELSE OLD.recommendation_id END) AND r.published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'what the client was shown does not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""
