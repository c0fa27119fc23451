"""What the database itself keeps of retainers: closed months, and lots of hours."""

from django.db import migrations

CREATE = """
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
    -- Who closes a month has its agreement until the statement can be seen.
    PERFORM FROM clients_retaineragreement WHERE id = retainer FOR KEY SHARE;
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

CREATE FUNCTION app.refuse_overdrawn_lot() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    the_lot bigint := coalesce(NEW.lot_id, NEW.id);
BEGIN
    IF (
        SELECT sum(amount) FROM clients_retainerentry
        WHERE id = the_lot OR lot_id = the_lot
    ) < 0 THEN
        RAISE EXCEPTION 'more was taken from a lot than was in it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
-- Only what stands in the end counts: settling gives back before it takes.
CREATE CONSTRAINT TRIGGER a_lot_is_never_overdrawn
    AFTER INSERT ON clients_retainerentry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.refuse_overdrawn_lot();

CREATE FUNCTION app.refuse_open_balance() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF (
        SELECT sum(amount) FROM clients_retainerentry
        WHERE agreement_id = NEW.agreement_id AND month = NEW.month
    ) <> 0 THEN
        RAISE EXCEPTION 'a month is closed when everything in it was used, '
            'lapsed or carried on' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_closed_month_leaves_nothing_open
    BEFORE INSERT ON clients_statement
    FOR EACH ROW EXECUTE FUNCTION app.refuse_open_balance();
"""
DROP = """
DROP TRIGGER a_closed_month_leaves_nothing_open ON clients_statement;
DROP TRIGGER a_lot_is_never_overdrawn ON clients_retainerentry;
DROP FUNCTION app.refuse_open_balance();
DROP FUNCTION app.refuse_overdrawn_lot();
DROP TRIGGER terms_of_closed_months_never_change ON clients_retainerterms;
DROP TRIGGER a_closed_month_takes_no_work ON clients_workentry;
DROP TRIGGER a_closed_month_takes_no_posting ON clients_retainerentry;
DROP FUNCTION app.refuse_terms_of_closed_months();
DROP FUNCTION app.refuse_closed_month();
"""


class Migration(migrations.Migration):
    # What databases of before have applied under this name.
    replaces = [("clients", "0026_papers_of_disputes")]
    dependencies = [("clients", "0001_the_practice")]

    operations = [migrations.RunSQL(CREATE, DROP)]
