"""Keeps what changes of the rows that bills are held against, however it is changed.

Triggers write it, statement by statement, so that a file of a thousand rates costs
one more INSERT.  They act as whoever changes the rows, behind the same walls.
"""

from django.db import migrations

# Arguments of a trigger: the column that names the client, and the columns that no check reads.
# A service that an import proposed is nothing to hold bills against until somebody confirms it.
FUNCTION = """
CREATE FUNCTION app.keep_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ignored text[] := string_to_array(TG_ARGV[1], ',');
    somebody bigint := nullif((app.context())[5]::bigint, 0);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO public.billing_audit_change
            (client_id, kind, row_id, after, changed_at, changed_by_id)
        SELECT (n.j ->> TG_ARGV[0])::bigint, TG_TABLE_NAME, (n.j ->> 'id')::bigint, n.j,
            clock_timestamp(), somebody
        FROM (SELECT to_jsonb(r) - ignored AS j FROM is_now r) n
        WHERE TG_TABLE_NAME <> 'clients_service' OR n.j ->> 'state' = 'confirmed';
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO public.billing_audit_change
            (client_id, kind, row_id, before, changed_at, changed_by_id)
        SELECT (o.j ->> TG_ARGV[0])::bigint, TG_TABLE_NAME, (o.j ->> 'id')::bigint, o.j,
            clock_timestamp(), somebody
        FROM (SELECT to_jsonb(r) - ignored AS j FROM was r) o
        WHERE TG_TABLE_NAME <> 'clients_service' OR o.j ->> 'state' = 'confirmed';
    ELSE
        INSERT INTO public.billing_audit_change
            (client_id, kind, row_id, before, after, changed_at, changed_by_id)
        SELECT (n.j ->> TG_ARGV[0])::bigint, TG_TABLE_NAME, n.id, o.j, n.j, clock_timestamp(),
            somebody
        FROM (SELECT r.id, to_jsonb(r) - ignored AS j FROM is_now r) n
        JOIN (SELECT r.id, to_jsonb(r) - ignored AS j FROM was r) o ON o.id = n.id
        WHERE o.j <> n.j AND (TG_TABLE_NAME <> 'clients_service'
            OR 'confirmed' IN (o.j ->> 'state', n.j ->> 'state'));
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION app.keep_changes() FROM PUBLIC;
"""

#: Table, and columns that no check reads.
OF_CLIENTS = {
    "clients_contractrate": "",
    "clients_contract": "title",
    "clients_commitment": "",
    "clients_scheduledcredit": "",
    "clients_discount": "",
    "clients_waiver": "",
    "clients_servicelevel": "",
    "clients_surchargeterm": "",
    "clients_pricetier": "",
    "clients_usageterm": "",
    "clients_billingaccount": "",
    "clients_site": "street,city,postcode",
    "clients_service": "",
    "clients_serviceorder": "notes",
    "clients_orderitem": "",
    "clients_outage": "",
    "clients_payment": "",
    "clients_taxcertificate": "file_id",
    "clients_wirelessplan": "",
    "clients_deviceinstalment": "",
    "clients_publicfee": "title,source,published_on",
    "clients_client": "address,currency,fiscal_start_month,created_at,archived_at",
    "billing_audit_chargemeaning": "said_by_id,said_at",
    "billing_audit_ownsetting": "reason,set_by_id,set_at",
    "billing_audit_nobillexpected": "reason,said_by_id,said_at",
    "billing_audit_billedservice": "",
    "billing_audit_ratedeck": "",
    "billing_audit_deckversion": "loaded_by_id,loaded_at,source",
    "billing_audit_usagefile": "rows_total,rows_read,started_at,attempts,error,warnings",
    "billing_audit_invoice": "",
}
#: Only a later word about a row counts, as of what imports add by themselves.
ONLY_UPDATES = ("clients_billingaccount", "clients_client", "billing_audit_billedservice")

TRANSITIONS = {
    "INSERT": "NEW TABLE AS is_now",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS is_now",
    "DELETE": "OLD TABLE AS was",
}


def triggers() -> list[migrations.RunSQL]:
    made = []
    for table, ignored in OF_CLIENTS.items():
        client = "id" if table == "clients_client" else "client_id"
        for operation, tables in TRANSITIONS.items():
            if operation == "UPDATE" or table not in ONLY_UPDATES:
                name = f"changes_are_kept_on_{operation.lower()}"
                made.append(
                    migrations.RunSQL(
                        f"CREATE TRIGGER {name} AFTER {operation} ON {table} "
                        f"REFERENCING {tables} FOR EACH STATEMENT "
                        f"EXECUTE FUNCTION app.keep_changes('{client}', '{ignored}')",
                        f"DROP TRIGGER {name} ON {table}",
                    )
                )
    return made


class Migration(migrations.Migration):
    # What databases of before have applied one by one.
    replaces = [
        ("billing_audit", "0035_disputes"),
        ("billing_audit", "0036_what_was_looked_at"),
    ]
    dependencies = [("billing_audit", "0002_lines_on_shelves")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION app.keep_changes()"), *triggers()]
