"""Let work wait for a month that is being closed, so that none lands in it afterwards."""

from django.db import migrations

REFUSE = """
    CREATE OR REPLACE FUNCTION app.refuse_closed_month() RETURNS trigger
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
        {wait}
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
"""
#: Who closes a month has its agreement until the statement can be seen.
WAIT = "PERFORM FROM clients_retaineragreement WHERE id = retainer FOR KEY SHARE;"


class Migration(migrations.Migration):
    dependencies = [("clients", "0020_rates_that_were_accepted")]

    operations = [migrations.RunSQL(REFUSE.format(wait=WAIT), REFUSE.format(wait=""))]
