"""Remember of a refused file that it is a table whose columns nobody has mapped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0023_carriers_own_tables")]

    operations = [
        migrations.AddField(
            model_name="billfile",
            name="is_unmapped",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
