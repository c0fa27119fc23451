"""Count findings and occurrences too: without that a first run looks each up among all others.

Whoever is counting a table already need not be waited for.
"""

from django.db import migrations

REPLACE = """
CREATE OR REPLACE FUNCTION app.freshen_statistics(client bigint, shelves bigint[]) RETURNS void
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
"""
BEFORE = """
CREATE OR REPLACE FUNCTION app.freshen_statistics(client bigint, shelves bigint[]) RETURNS void
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
                'public.billing_audit_chargecode', 'public.billing_audit_arithmeticfault'
            ]::regclass[]::oid[])
            OR c.oid IN (
                SELECT to_regclass('public.billing_audit_line_' || s) FROM unnest(shelves) s)
    LOOP
        CONTINUE WHEN (
            SELECT abs(pg_relation_size(place) / current_setting('block_size')::int - c.relpages)
                <= c.relpages / 10 AND c.reltuples >= 0
            FROM pg_class c WHERE c.oid = place);
        EXECUTE format('ANALYZE %s', place);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0016_what_is_always_known")]

    operations = [migrations.RunSQL(REPLACE, BEFORE)]
