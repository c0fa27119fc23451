"""What the database itself asks of definitions: what both sides agreed on stays as it is."""

import pgtrigger

#: Of a metric the client reads what was activated; a draft is talked over first.
OF_THE_ACTIVATED = """EXISTS (
    SELECT FROM clients_metricdefinition d
    WHERE d.metric_id = clients_metric.id AND d.activated_at IS NOT NULL)"""


#: What was activated, and its examples, are neither changed nor taken away.
STAYS = pgtrigger.Trigger(
    name="what_is_activated_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.activated_at IS NOT NULL"),
    func="RAISE EXCEPTION 'an activated definition stays as it is' "
    "USING ERRCODE = 'check_violation';",
)
EXAMPLES_STAY = pgtrigger.Trigger(
    name="examples_of_the_activated_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (
            SELECT FROM clients_metricdefinition d
            WHERE d.id = (CASE TG_OP WHEN 'INSERT' THEN NEW.definition_id
                ELSE OLD.definition_id END) AND d.activated_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'an activated definition stays as it is'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
    """,
)
