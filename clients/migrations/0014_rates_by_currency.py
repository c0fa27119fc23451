"""Let a client have rates of several currencies at once, and forms ask about them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0013_internal_remarks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="clientrate",
            name="one_client_rate_per_day",
        ),
        migrations.AddConstraint(
            model_name="clientrate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("client", "="),
                    ("currency", "="),
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "agreement", 0, output_field=models.BigIntegerField()
                        ),
                        "=",
                    ),
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "project", 0, output_field=models.BigIntegerField()
                        ),
                        "=",
                    ),
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "person", 0, output_field=models.BigIntegerField()
                        ),
                        "=",
                    ),
                    (django.db.models.functions.text.Lower("role"), "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_client_rate_per_day",
                violation_error_message="Another rate for the same already covers some of these days.",
            ),
        ),
    ]
