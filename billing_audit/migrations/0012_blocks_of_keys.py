"""Draw large blocks of keys at once where nobody but imports draws any."""

from django.db import migrations

REPLACE = """
CREATE OR REPLACE FUNCTION app.reserve_keys(client bigint, kind text, wanted bigint) RETURNS bigint
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
"""


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0011_index_findings_gone_by_age")]

    operations = [migrations.RunSQL(REPLACE, migrations.RunSQL.noop)]
