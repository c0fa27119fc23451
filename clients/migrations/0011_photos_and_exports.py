"""More kinds of stored files: photos of the team, exports, statements."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0010_timers_wait_to_be_logged")]

    operations = [
        migrations.AlterField(
            "storedfile",
            "kind",
            models.CharField(
                choices=[
                    ("bill", "Carrier bill"),
                    ("contract", "Contract document"),
                    ("report", "Monthly report"),
                    ("photo", "Photo of somebody"),
                    ("export", "Everything a client owns"),
                    ("statement", "Monthly statement"),
                ],
                max_length=10,
            ),
        ),
    ]
