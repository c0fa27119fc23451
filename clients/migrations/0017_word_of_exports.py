"""Know when a worker last told how far an export is."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0016_time_from_elsewhere"),
    ]

    operations = [
        migrations.AddField(
            model_name="clientexport",
            name="told_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
    ]
