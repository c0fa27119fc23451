"""Let the database keep closed months, and what work may become."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0005_terms_of_agreements")]

    operations = [
        migrations.RemoveField(
            model_name="retaineragreement",
            name="monthly_fee",
        ),
        migrations.RemoveField(
            model_name="retaineragreement",
            name="monthly_hours",
        ),
        migrations.RemoveField(
            model_name="retaineragreement",
            name="notice_days",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workentry",
            trigger=pgtrigger.compiler.Trigger(
                name="a_work_entry_goes_from_hand_to_hand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:submitted,draft:approved,submitted:draft,submitted:approved,approved:draft,approved:agreed,approved:questioned,approved:closed,agreed:questioned,agreed:closed,questioned:approved,questioned:agreed,questioned:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="4aa75ee907e3f48fd62329e59815b0e133730f7f",
                    operation="UPDATE",
                    pgid="pgtrigger_a_work_entry_goes_from_hand_to_hand_43285",
                    table="clients_workentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workentry",
            trigger=pgtrigger.compiler.Trigger(
                name="closed_work_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'closed')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2c76d147fa31194ee51ab293c95cabcf2873da47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_closed_work_never_changes_a8d35",
                    table="clients_workentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="workentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("unbilled__gte", 0), ("unbilled__lte", models.F("hours"))),
                name="no_more_is_unbilled_than_was_worked",
            ),
        ),
        migrations.AddConstraint(
            model_name="workentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted"]),
                    models.Q(("approved_at__isnull", False), ("charged__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_approved_says_what_it_charges",
            ),
        ),
        migrations.AddConstraint(
            model_name="workentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_key", ""), _negated=True),
                fields=("client", "source_key"),
                name="nothing_is_taken_over_twice",
            ),
        ),
        migrations.RunSQL(
            """
            CREATE SCHEMA IF NOT EXISTS app;
            CREATE FUNCTION app.refuse_closed_month() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
            DECLARE
                touched date;
                retainer bigint;
            BEGIN
                CASE TG_TABLE_NAME
                    WHEN 'clients_retainerentry' THEN
                        retainer := NEW.agreement_id;
                        touched := NEW.month;
                    WHEN 'clients_workentry' THEN
                        SELECT agreement_id INTO retainer FROM clients_project
                        WHERE id = NEW.project_id;
                        touched := date_trunc('month', NEW.worked_on)::date;
                END CASE;
                IF EXISTS (
                    SELECT FROM clients_statement
                    WHERE agreement_id = retainer AND month = touched
                ) THEN
                    RAISE EXCEPTION '% is closed: it takes no more entries',
                        to_char(touched, 'FMMonth YYYY')
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER a_closed_month_takes_no_posting
                BEFORE INSERT ON clients_retainerentry
                FOR EACH ROW EXECUTE FUNCTION app.refuse_closed_month();
            CREATE TRIGGER a_closed_month_takes_no_work
                BEFORE INSERT OR UPDATE OF worked_on, project_id ON clients_workentry
                FOR EACH ROW EXECUTE FUNCTION app.refuse_closed_month();

            CREATE FUNCTION app.refuse_terms_of_closed_months() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
            DECLARE
                terms clients_retainerterms := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
            BEGIN
                IF EXISTS (
                    SELECT FROM clients_statement
                    WHERE agreement_id = terms.agreement_id AND month >= terms.valid_from
                ) THEN
                    RAISE EXCEPTION 'the terms of a closed month never change'
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            CREATE TRIGGER terms_of_closed_months_never_change
                BEFORE INSERT OR UPDATE OR DELETE ON clients_retainerterms
                FOR EACH ROW EXECUTE FUNCTION app.refuse_terms_of_closed_months();
            """,
            """
            DROP TRIGGER terms_of_closed_months_never_change ON clients_retainerterms;
            DROP TRIGGER a_closed_month_takes_no_work ON clients_workentry;
            DROP TRIGGER a_closed_month_takes_no_posting ON clients_retainerentry;
            DROP FUNCTION app.refuse_terms_of_closed_months();
            DROP FUNCTION app.refuse_closed_month();
            """,
        ),
    ]
