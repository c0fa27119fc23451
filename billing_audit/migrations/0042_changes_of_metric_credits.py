"""Keeps what changes of the credits for missed metrics: bills are held against them."""

from django.db import migrations

TRANSITIONS = {
    "INSERT": "NEW TABLE AS is_now",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS is_now",
    "DELETE": "OLD TABLE AS was",
}


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0041_changes_of_repair_targets"),
        ("clients", "0042_metrics"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER changes_are_kept_on_{operation.lower()} "
            f"AFTER {operation} ON clients_metriccredit REFERENCING {tables} "
            "FOR EACH STATEMENT EXECUTE FUNCTION app.keep_changes('client_id', '')",
            f"DROP TRIGGER changes_are_kept_on_{operation.lower()} ON clients_metriccredit",
        )
        for operation, tables in TRANSITIONS.items()
    ]
