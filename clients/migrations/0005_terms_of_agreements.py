"""Let agreements keep their terms, and count the work that was logged."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("clients", "0004_retainer_ledger")]

    operations = [
        # Rows of a table with forced row-level security are hidden from its owner too; the walls
        # are built again after every migration.
        migrations.RunSQL(
            """
            ALTER TABLE clients_retaineragreement NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE clients_workentry NO FORCE ROW LEVEL SECURITY;
            INSERT INTO clients_retainerterms (
                client_id, agreement_id, valid_from, allowance, monthly_fee, notice_days,
                rollover, overage, rounding_minutes, rounding, reason, made_at
            )
            SELECT client_id, id, date_trunc('month', starts_on)::date, monthly_hours,
                   monthly_fee, notice_days, 'lapse', 'bill', 0, 'up', '', now()
            FROM clients_retaineragreement;
            UPDATE clients_workentry
            SET state = 'approved', charged = hours, approved_at = logged_at;
            SET CONSTRAINTS ALL IMMEDIATE;
            """,
            migrations.RunSQL.noop,
        ),
    ]
