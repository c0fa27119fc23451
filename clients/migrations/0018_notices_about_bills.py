"""Tell people of reports and of questions about their bills, too."""

from django.db import migrations, models

TOPICS = [
    ("use", "How much of a retainer is used"),
    ("beyond", "Work beyond the allowance"),
    ("question", "Questions about logged work"),
    ("finding", "Questions about findings on bills"),
    ("report", "Monthly reports on bills"),
    ("statement", "Monthly statements"),
    ("ending", "Agreements that end"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0017_word_of_exports"),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="topic",
            field=models.CharField(choices=TOPICS, max_length=10),
        )
        for model in ("notice", "noticechoice")
    ]
