"""What a decided finding claims beyond what was decided about; so far all of it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0017_statistics_of_findings"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="grown",
            field=models.DecimalField(
                db_default=0, decimal_places=3, default=0, editable=False, max_digits=18
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="grown_count",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="confirmed",
            field=models.DecimalField(
                db_default=0, decimal_places=3, default=0, editable=False, max_digits=18
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", True), ("grown_count__gt", 0)),
                fields=["client", "-mills", "-id"],
                name="findings_grown",
            ),
        ),
        # Rows of a table with forced row-level security are hidden from its owner too; the walls
        # are built again after every migration.
        migrations.RunSQL(
            """
            ALTER TABLE billing_audit_finding NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE billing_audit_occurrence NO FORCE ROW LEVEL SECURITY;
            UPDATE billing_audit_occurrence o SET confirmed = o.claimed
            FROM billing_audit_finding f
            WHERE f.id = o.finding_id AND f.state = 'valid' AND o.claimed > 0;
            """,
            migrations.RunSQL.noop,
        ),
    ]
