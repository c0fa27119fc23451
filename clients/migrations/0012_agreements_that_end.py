"""Tell of agreements that end before it is too late."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0011_photos_and_exports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="retaineralert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("half", "Half of the allowance is used"),
                    ("most", "Four fifths of the allowance are used"),
                    ("all", "The allowance is used up"),
                    ("under", "Little of the allowance is used"),
                    ("ending", "The agreement ends within three months"),
                    ("soon", "The agreement ends within a month"),
                    ("notice", "The day for giving notice has come"),
                ],
                max_length=8,
            ),
        ),
    ]
