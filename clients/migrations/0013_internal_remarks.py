"""Keep what the practice says about an entry to itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0012_agreements_that_end"),
    ]

    operations = [
        migrations.AddField(
            model_name="entryremark",
            name="is_internal",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
