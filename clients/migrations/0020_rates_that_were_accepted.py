"""Keep with a request for work beyond the allowance the rate that the client accepts."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0019_meetings_and_weekly_hours")]

    operations = [
        migrations.AddField(
            model_name="overagerequest",
            name="rate",
            field=models.DecimalField(
                decimal_places=2,
                max_digits=18,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
            ),
        ),
        # Rows of a table with forced row-level security are hidden from its owner too, and what
        # was decided is kept by a trigger; the walls are built again after every migration.
        migrations.RunSQL(
            """
            ALTER TABLE clients_overagerequest NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE clients_retainerterms NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE clients_retaineragreement NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE clients_overagerequest DISABLE TRIGGER USER;
            UPDATE clients_overagerequest AS request
            SET rate = (
                SELECT terms.overage_rate FROM clients_retainerterms AS terms
                WHERE terms.agreement_id = request.agreement_id
                AND terms.valid_from <= request.month AND terms.made_at <= request.asked_at
                ORDER BY terms.valid_from DESC LIMIT 1
            )
            FROM clients_retaineragreement AS agreement
            WHERE agreement.id = request.agreement_id AND agreement.basis = 'hours';
            SET CONSTRAINTS ALL IMMEDIATE;
            ALTER TABLE clients_overagerequest ENABLE TRIGGER USER;
            """,
            migrations.RunSQL.noop,
        ),
    ]
