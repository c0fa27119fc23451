"""Show the lines of a new shelf to the backup role, which reads each partition by itself."""

from django.db import migrations

REPLACE = """
CREATE OR REPLACE FUNCTION app.attach_line_shelf(client bigint, shelf bigint) RETURNS void
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
"""


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0013_add_up_findings_by_state")]

    operations = [migrations.RunSQL(REPLACE, migrations.RunSQL.noop)]
