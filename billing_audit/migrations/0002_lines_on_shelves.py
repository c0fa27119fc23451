"""The bill lines: one table, a shelf of it for each import, and what imports may ask for.

The model layer cannot describe partitions.  ``COPY`` does not work with row-level security, and
only the owner may attach a partition.  So an import fills a table of its own, which these
functions make, secure and attach.  Each refuses a caller whose signed context is not the worker's
for that client.
"""

from django.db import migrations

LINES = """
CREATE SEQUENCE billing_audit_line_id_seq AS bigint;
CREATE TABLE billing_audit_line (
    id bigint NOT NULL DEFAULT nextval('billing_audit_line_id_seq'),
    shelf_id bigint NOT NULL,
    client_id bigint NOT NULL,
    bill_file_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    account_id bigint NOT NULL,
    billed_service_id bigint,
    charge_code_id bigint,
    charge_type smallint NOT NULL,
    rate_decimals smallint,
    period_from date,
    period_to date,
    source_row bigint,
    amount numeric(18, 6) NOT NULL,
    quantity numeric(18, 6),
    unit_rate numeric(18, 8),
    line_no varchar(40) NOT NULL,
    description text NOT NULL,
    unit varchar(20) NOT NULL,
    parent_line varchar(40) NOT NULL,
    jurisdiction varchar(40) NOT NULL,
    provider varchar(80) NOT NULL,
    PRIMARY KEY (id, shelf_id)
) PARTITION BY LIST (shelf_id);
ALTER SEQUENCE billing_audit_line_id_seq OWNED BY billing_audit_line.id;
CREATE INDEX lines_of_a_service
    ON billing_audit_line (billed_service_id, charge_code_id, period_from);
CREATE INDEX lines_of_an_invoice ON billing_audit_line (invoice_id);
"""

SHELVES = """
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
    IF kind <> 'account' THEN
        first := nextval(keys);
        PERFORM setval(keys, first + wanted - 1);
    ELSE
        LOOP  -- people open accounts too: key by key, until no one of theirs is in between
            SELECT min(key), max(key) INTO first, last
            FROM (SELECT nextval(keys) AS key FROM generate_series(1, wanted)) drawn;
            EXIT WHEN last - first + 1 = wanted;
        END LOOP;
    END IF;
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
    EXECUTE format(
        'CREATE POLICY backup_rows ON public.%I FOR SELECT TO %I USING (true)',
        place, current_user || '_backup');
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

-- Take a file's lines off the shelf that holds nothing else; at once, however many there are.
CREATE FUNCTION app.empty_line_shelf(client bigint, shelf bigint, bill_file bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
BEGIN
    IF NOT coalesce(client = ANY (app.clients('staff')), false) THEN
        PERFORM app.require_importer(client);
    END IF;
    IF (SELECT count(*) FROM pg_constraint
        WHERE conrelid = ('public.' || quote_ident(place))::regclass AND (
            conname = place || '_is_of_one_client'
                AND pg_get_constraintdef(oid) LIKE '%(client_id = ' || client || ')%'
            OR conname = place || '_is_of_one_file'
                AND pg_get_constraintdef(oid) LIKE '%(bill_file_id = ' || bill_file || ')%'
        )) < 2 THEN
        RAISE EXCEPTION 'shelf % is not of this file alone', shelf USING ERRCODE = '42501';
    END IF;
    EXECUTE format('TRUNCATE public.%I', place);
END $$;

-- Throw away a shelf that was emptied.  It waits shortly for those who read bill lines, because
-- everybody else waits behind it.
CREATE FUNCTION app.remove_line_shelf(client bigint, shelf bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
    is_empty boolean;
BEGIN
    PERFORM app.require_importer(client);
    LOCK TABLE ONLY public.billing_audit_line IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', place);
    EXECUTE format('SELECT NOT EXISTS (SELECT FROM public.%I)', place) INTO is_empty;
    IF NOT is_empty THEN
        RAISE EXCEPTION 'shelf % is in use', shelf USING ERRCODE = '42501';
    END IF;
    EXECUTE format('DROP TABLE public.%I', place);
END $$;

-- Only the owner may ANALYZE; without fresh statistics the planner takes a new client for a tiny
-- one.  Whoever is counting a table already need not be waited for.
CREATE FUNCTION app.freshen_statistics(client bigint, shelves bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place regclass;
BEGIN
    PERFORM app.require_importer(client);
    FOR place IN
        SELECT c.oid FROM pg_class c
        WHERE c.oid = ANY (ARRAY[
                'public.clients_service', 'public.clients_contractrate', 'public.clients_contract',
                'public.billing_audit_invoice', 'public.billing_audit_billedservice',
                'public.billing_audit_chargecode', 'public.billing_audit_arithmeticfault',
                'public.billing_audit_finding', 'public.billing_audit_occurrence'
            ]::regclass[]::oid[])
            OR c.oid IN (
                SELECT to_regclass('public.billing_audit_line_' || s) FROM unnest(shelves) s)
    LOOP
        CONTINUE WHEN (
            SELECT abs(pg_relation_size(place) / current_setting('block_size')::int - c.relpages)
                <= c.relpages / 10 AND c.reltuples >= 0
            FROM pg_class c WHERE c.oid = place);
        EXECUTE format('ANALYZE (SKIP_LOCKED) %s', place);  -- another run's will do
    END LOOP;
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
DROP FUNCTION app.freshen_statistics(bigint, bigint[]);
DROP FUNCTION app.remove_line_shelf(bigint, bigint);
DROP FUNCTION app.empty_line_shelf(bigint, bigint, bigint);
DROP FUNCTION app.drop_line_shelf(bigint, bigint);
DROP FUNCTION app.attach_line_shelf(bigint, bigint);
DROP FUNCTION app.open_line_shelf(bigint, bigint, bigint);
DROP FUNCTION app.reserve_keys(bigint, text, bigint);
DROP FUNCTION app.require_importer(bigint);
"""


class Migration(migrations.Migration):
    # What databases of before have applied one by one.
    replaces = [
        ("billing_audit", "0033_expected_bills"),
        ("billing_audit", "0034_changes_on_file"),
    ]
    dependencies = [("billing_audit", "0001_bills_and_findings")]

    operations = [
        migrations.RunSQL(LINES, "DROP TABLE billing_audit_line"),
        migrations.RunSQL(SHELVES, DROP),
    ]
