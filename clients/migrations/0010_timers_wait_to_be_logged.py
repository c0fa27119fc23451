"""Let a timer that was stopped wait until it is logged."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0009_notices_and_mails"),
    ]

    operations = [
        migrations.AddField(
            model_name="timer",
            name="stopped_at",
            field=models.DateTimeField(null=True),
        ),
    ]
