"""Keeps what changes of repair targets: outages are held against them."""

from django.db import migrations

TRANSITIONS = {
    "INSERT": "NEW TABLE AS is_now",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS is_now",
    "DELETE": "OLD TABLE AS was",
}


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0040_disputes_are_watched"),
        ("clients", "0035_outage_clocks"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER changes_are_kept_on_{operation.lower()} AFTER {operation} "
            f"ON clients_repairtarget REFERENCING {tables} FOR EACH STATEMENT "
            "EXECUTE FUNCTION app.keep_changes('client_id', '')",
            f"DROP TRIGGER changes_are_kept_on_{operation.lower()} ON clients_repairtarget",
        )
        for operation, tables in TRANSITIONS.items()
    ]
