"""Imports that were undone, and months for which no bill is expected.

A file's own shelf is emptied by whoever of the practice undoes its import, and
thrown away by a worker once nobody reads bill lines.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CREATE = """
-- Take a file's lines off the shelf that holds nothing else; at once, however many there are.
CREATE FUNCTION app.empty_line_shelf(client bigint, shelf bigint, bill_file bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
BEGIN
    IF NOT coalesce(client = ANY (app.clients('staff')), false) THEN
        PERFORM app.require_importer(client);
    END IF;
    IF (SELECT count(*) FROM pg_constraint
        WHERE conrelid = ('public.' || quote_ident(place))::regclass AND (
            conname = place || '_is_of_one_client'
                AND pg_get_constraintdef(oid) LIKE '%(client_id = ' || client || ')%'
            OR conname = place || '_is_of_one_file'
                AND pg_get_constraintdef(oid) LIKE '%(bill_file_id = ' || bill_file || ')%'
        )) < 2 THEN
        RAISE EXCEPTION 'shelf % is not of this file alone', shelf USING ERRCODE = '42501';
    END IF;
    EXECUTE format('TRUNCATE public.%I', place);
END $$;

-- Throw away a shelf that was emptied.  It waits shortly for those who read bill lines, because
-- everybody else waits behind it.
CREATE FUNCTION app.remove_line_shelf(client bigint, shelf bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    place text := 'billing_audit_line_' || shelf;
    is_empty boolean;
BEGIN
    PERFORM app.require_importer(client);
    LOCK TABLE ONLY public.billing_audit_line IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', place);
    EXECUTE format('SELECT NOT EXISTS (SELECT FROM public.%I)', place) INTO is_empty;
    IF NOT is_empty THEN
        RAISE EXCEPTION 'shelf % is in use', shelf USING ERRCODE = '42501';
    END IF;
    EXECUTE format('DROP TABLE public.%I', place);
END $$;

REVOKE ALL ON FUNCTION app.empty_line_shelf(bigint, bigint, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION app.remove_line_shelf(bigint, bigint) FROM PUBLIC;
"""

DROP = """
DROP FUNCTION app.remove_line_shelf(bigint, bigint);
DROP FUNCTION app.empty_line_shelf(bigint, bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing_audit", "0018_grown_since_decided"),
        ("clients", "0018_notices_about_bills"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name="NoBillExpected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="First day of the month.")),
                ("reason", models.CharField(max_length=200)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="billfile",
            name="the_same_bytes_are_loaded_once",
        ),
        migrations.AddField(
            model_name="billfile",
            name="carriers",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="billfile",
            name="opened_accounts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="billfile",
            name="refused_invoices",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="billfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("waiting", "Waiting for its client"),
                    ("importing", "Importing"),
                    ("imported", "Imported"),
                    ("partial", "Partly imported"),
                    ("rejected", "Rejected"),
                    ("undone", "Undone"),
                ],
                default="received",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="billfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["rejected", "undone"]), _negated=True),
                fields=("client", "sha256"),
                name="the_same_bytes_are_loaded_once",
            ),
        ),
        migrations.AddField(
            model_name="nobillexpected",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="clients.billingaccount",
            ),
        ),
        migrations.AddField(
            model_name="nobillexpected",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="nobillexpected",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="nobillexpected",
            constraint=models.UniqueConstraint(
                fields=("account", "month"), name="one_word_about_a_month_without_bill"
            ),
        ),
        migrations.AddConstraint(
            model_name="nobillexpected",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="a_month_without_bill_is_its_first_day"
            ),
        ),
    ]
