"""What is needed to ask whose a bill is, to tell how long it takes, and to give up in time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing_audit", "0007_index_finding_lists")]

    operations = [
        migrations.AddField("billfile", "accounts", models.JSONField(default=list)),
        migrations.AddField("billfile", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("billfile", "started_at", models.DateTimeField(null=True)),
    ]
