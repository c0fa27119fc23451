"""What an import may ask of the owner: room for its lines, and blocks of keys.

``COPY`` does not work with row-level security, and only the owner may attach a
partition.  So an import fills a table of its own, which these functions make,
secure and attach.  Each refuses a caller whose signed context is not the
worker's for that client.
"""

from django.db import migrations

CREATE = """
CREATE SCHEMA IF NOT EXISTS app;

CREATE FUNCTION app.require_importer(client bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT coalesce(client = ANY (app.clients('worker')), false) THEN
        RAISE EXCEPTION 'nobody here imports bills of client %', client USING ERRCODE = '42501';
    END IF;
END $$;

-- Keys are drawn before the lines are read, so that every line is written once, complete.
CREATE FUNCTION app.reserve_keys(client bigint, kind text, wanted bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    keys regclass := CASE kind
        WHEN 'account' THEN pg_get_serial_sequence('public.clients_billingaccount', 'id')
        WHEN 'invoice' THEN pg_get_serial_sequence('public.billing_audit_invoice', 'id')
        WHEN 'service' THEN pg_get_serial_sequence('public.billing_audit_billedservice', 'id')
        WHEN 'code' THEN pg_get_serial_sequence('public.billing_audit_chargecode', 'id')
    END;
    first bigint;
    last bigint;
BEGIN
    PERFORM app.require_importer(client);
    PERFORM pg_advisory_lock(keys::oid::bigint);
    LOOP
        SELECT min(key), max(key) INTO first, last
        FROM (SELECT nextval(keys) AS key FROM generate_series(1, wanted)) drawn;
        EXIT WHEN last - first + 1 = wanted;  -- else somebody drew a key in between: once more
    END LOOP;
    PERFORM pg_advisory_unlock(keys::oid::bigint);
    RETURN first;
END $$;

-- An empty table like the bill lines', which holds only this client's and this file's rows.
CREATE FUNCTION app.open_line_shelf(client bigint, shelf bigint, bill_file bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
    importer text := current_user || '_worker';
BEGIN
    PERFORM app.require_importer(client);
    EXECUTE format(
        'CREATE TABLE public.%I (LIKE public.billing_audit_line INCLUDING DEFAULTS,'
        ' CONSTRAINT %I CHECK (shelf_id = %s AND client_id = %s))',
        place, place || '_is_of_one_client', shelf, client);
    EXECUTE format(
        'ALTER TABLE public.%I ALTER shelf_id SET DEFAULT %s, ALTER client_id SET DEFAULT %s',
        place, shelf, client);
    IF bill_file IS NOT NULL THEN
        EXECUTE format(
            'ALTER TABLE public.%I ALTER bill_file_id SET DEFAULT %s,'
            ' ADD CONSTRAINT %I CHECK (bill_file_id = %s)',
            place, bill_file, place || '_is_of_one_file', bill_file);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON public.%I TO %I', place, importer);
END $$;

-- Index what was loaded, shut the direct way to it, and make it part of the bill lines.
CREATE FUNCTION app.attach_line_shelf(client bigint, shelf bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
    importer text := current_user || '_worker';
BEGIN
    PERFORM app.require_importer(client);
    EXECUTE format('REVOKE ALL ON public.%I FROM %I', place, importer);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', place);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', place);
    EXECUTE format('ALTER TABLE public.%I ADD PRIMARY KEY (id, shelf_id)', place);
    EXECUTE format(
        'CREATE INDEX ON public.%I (billed_service_id, charge_code_id, period_from)', place);
    EXECUTE format('CREATE INDEX ON public.%I (invoice_id)', place);
    EXECUTE format(
        'ALTER TABLE public.billing_audit_line ATTACH PARTITION public.%I FOR VALUES IN (%s)',
        place, shelf);
    EXECUTE format('ANALYZE public.%I', place);
END $$;

-- Throw away a table that was filled but not attached; a shelf in use is not dropped.
CREATE FUNCTION app.drop_line_shelf(client bigint, shelf bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place regclass;
BEGIN
    PERFORM app.require_importer(client);
    place := ('public.billing_audit_line_' || shelf)::regclass;
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = place) THEN
        RAISE EXCEPTION 'shelf % is in use', shelf USING ERRCODE = '42501';
    END IF;
    EXECUTE format('DROP TABLE %s', place);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;

-- Lines take their number by default, which asks the sequence as the one who inserts.
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_user || '_worker') THEN
        EXECUTE format(
            'GRANT USAGE ON SEQUENCE billing_audit_line_id_seq TO %I', current_user || '_worker');
    END IF;
END $$;
"""

DROP = """
DROP FUNCTION app.drop_line_shelf(bigint, bigint);
DROP FUNCTION app.attach_line_shelf(bigint, bigint);
DROP FUNCTION app.open_line_shelf(bigint, bigint, bigint);
DROP FUNCTION app.reserve_keys(bigint, text, bigint);
DROP FUNCTION app.require_importer(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0003_database_owned_runs")]

    operations = [migrations.RunSQL(CREATE, DROP)]
