"""Lets an audit have fresh statistics: without them the planner takes a new client for a tiny one.

Only the owner may ANALYZE, so a function does it, and only for the client's own
lines and the tables that an audit joins them to, where they have grown since.
"""

from django.db import migrations

CREATE = """
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
REVOKE ALL ON FUNCTION app.freshen_statistics(bigint, bigint[]) FROM PUBLIC;
"""
DROP = "DROP FUNCTION app.freshen_statistics(bigint, bigint[])"


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0009_one_draft_per_month")]

    operations = [migrations.RunSQL(CREATE, DROP)]
