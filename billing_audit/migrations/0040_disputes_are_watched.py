"""Keeps what changes of disputes: bills that came since one was sent are held against it."""

from django.db import migrations

#: Columns that no check reads.
IGNORED = (
    "approver_id,bound_by,charges,dispute_by,due_on,method_reason,opened_at,opened_by_id,packet_id,"
    "packing_error,packing_for_id,packing_since,verified"
)


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0039_rules_that_suppress")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER changes_are_kept_on_update AFTER UPDATE ON billing_audit_dispute "
            "REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT "
            f"EXECUTE FUNCTION app.keep_changes('client_id', '{IGNORED}')",
            "DROP TRIGGER changes_are_kept_on_update ON billing_audit_dispute",
        )
    ]
