"""An occurrence always has a result; what a fault compares stands in its words alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0015_published_reports_stay"),
    ]

    operations = [
        migrations.RemoveField(model_name="arithmeticfault", name="stated"),
        migrations.RemoveField(model_name="arithmeticfault", name="computed"),
        migrations.AlterField(
            model_name="occurrence",
            name="result",
            field=models.DecimalField(decimal_places=6, max_digits=18),
        ),
    ]
