"""Keeps what changes of rebill agreements and notices given, which bills are held against."""

from django.db import migrations

#: Table, and columns that no check reads.
WATCHED = {
    "clients_rebillagreement": "",
    "clients_noticegiven": "document_id,given_by,given_on,how,noted_at,noted_by_id",
}
TRANSITIONS = {
    "INSERT": "NEW TABLE AS is_now",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS is_now",
    "DELETE": "OLD TABLE AS was",
}


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0043_renewal_packs"),
        ("clients", "0046_notices_given_and_rebilling"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER changes_are_kept_on_{operation.lower()} AFTER {operation} ON {table} "
            f"REFERENCING {tables} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION app.keep_changes('client_id', '{ignored}')",
            f"DROP TRIGGER changes_are_kept_on_{operation.lower()} ON {table}",
        )
        for table, ignored in WATCHED.items()
        for operation, tables in TRANSITIONS.items()
    ]
