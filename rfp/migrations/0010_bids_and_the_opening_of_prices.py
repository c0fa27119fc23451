"""Bids: drafts, sealed envelopes, who looked at them, and the opening of prices."""

import django.contrib.postgres.functions
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0049_files_of_requests"),
        ("rfp", "0009_e_rate_and_what_requests_rest_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Handed in"),
                            ("late", "Late, not admitted"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("is_late", models.BooleanField(default=False, editable=False)),
                ("received", models.CharField(blank=True, max_length=300)),
                ("receipt", models.CharField(max_length=64)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("admitted_at", models.DateTimeField(null=True)),
                ("admitted_because", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="BidDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BidLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("answers", "Answers"), ("prices", "Prices")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NamedOpener",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("named_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OpeningSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PriceOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "minute",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuedversion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_version_follows_once_bids_are_due",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE due timestamptz := (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = NEW.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    );",
                    func="\n        IF now() > due AND EXISTS (SELECT FROM rfp_bid b WHERE b.rfp_id = NEW.rfp_id) THEN\n            RAISE EXCEPTION 'bids are in and were due; the request changes no more'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="63496a0270bfc3feb0d63d35de3bce7c6623bd06",
                    operation="INSERT",
                    pgid="pgtrigger_no_version_follows_once_bids_are_due_c284e",
                    table="rfp_issuedversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="admitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="bidder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bids", to="rfp.bidder"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rfp.bidderperson",
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="received_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="rfp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bids", to="rfp.rfp"
            ),
        ),
        migrations.AddField(
            model_name="bid",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bids",
                to="rfp.issuedversion",
            ),
        ),
        migrations.AddField(
            model_name="biddraft",
            name="bidder",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="rfp.bidder"
            ),
        ),
        migrations.AddField(
            model_name="biddraft",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rfp.bidderperson"
            ),
        ),
        migrations.AddField(
            model_name="biddraft",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="biddraft",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rfp.issuedversion",
            ),
        ),
        migrations.AddField(
            model_name="bidlook",
            name="bid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="rfp.bid"
            ),
        ),
        migrations.AddField(
            model_name="bidlook",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="bidlook",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="namedopener",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="namedopener",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="namedopener",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="openingsignature",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="openingsignature",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="priceopening",
            name="client",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
            ),
        ),
        migrations.AddField(
            model_name="priceopening",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="priceopening",
            name="pdf",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="priceopening",
            name="rfp",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="price_opening",
                to="rfp.rfp",
            ),
        ),
        migrations.AddField(
            model_name="openingsignature",
            name="opening",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="rfp.priceopening",
            ),
        ),
        migrations.AddField(
            model_name="namedopener",
            name="opening",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="openers",
                to="rfp.priceopening",
            ),
        ),
        migrations.CreateModel(
            name="PriceEnvelope",
            fields=[
                (
                    "bid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="rfp.bid",
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TechnicalEnvelope",
            fields=[
                (
                    "bid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="rfp.bid",
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                fields=("bidder", "number"), name="a_bidder_counts_its_bids"
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "submitted")),
                fields=("bidder",),
                name="one_bid_of_a_bidder_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "late")),
                fields=("bidder",),
                name="one_late_bid_of_a_bidder_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("received_by", None), _connector="XOR"),
                name="a_bid_is_handed_in_or_received_on_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("admitted_at", None),
                    models.Q(
                        ("admitted_by__isnull", False),
                        ("is_late", True),
                        models.Q(("admitted_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_late_bid_is_admitted_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="a_bid_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rfp_id" IS DISTINCT FROM (NEW."rfp_id") OR OLD."bidder_id" IS DISTINCT FROM (NEW."bidder_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."is_late" IS DISTINCT FROM (NEW."is_late") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."received_by_id" IS DISTINCT FROM (NEW."received_by_id") OR OLD."received" IS DISTINCT FROM (NEW."received") OR OLD."receipt" IS DISTINCT FROM (NEW."receipt"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b20eb54b03e898bc01e8c6eda4854d4c4489b7cd",
                    operation="UPDATE",
                    pgid="pgtrigger_a_bid_stays_b70cd",
                    table="rfp_bid",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="a_bid_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="42fe12bceb1d21b919c74c402155cbe1e119a8a8",
                    operation="DELETE",
                    pgid="pgtrigger_a_bid_is_never_deleted_e9327",
                    table="rfp_bid",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="a_bid_comes_in_time_or_is_late",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE due timestamptz := (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = NEW.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    );",
                    func="\n        IF due IS NULL THEN\n            RAISE EXCEPTION 'bidders were told no hour at which proposals are due'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        NEW.submitted_at := now();\n        NEW.is_late := now() > due;\n        IF NEW.state <> (CASE WHEN NEW.is_late THEN 'late' ELSE 'submitted' END) THEN\n            RAISE EXCEPTION 'the hour at which proposals were due is past'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF NEW.admitted_at IS NOT NULL\n            OR NEW.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM app.user_id('bidder')\n            OR NEW.received_by_id IS NOT NULL\n                AND NEW.received_by_id IS DISTINCT FROM app.user_id('staff')\n        THEN\n            RAISE EXCEPTION 'a bid is handed in by who is here'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="e40358db7df19e78dda84b9d319d1298b60865d4",
                    operation="INSERT",
                    pgid="pgtrigger_a_bid_comes_in_time_or_is_late_aa38a",
                    table="rfp_bid",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="a_bid_moves_as_the_hour_allows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE due timestamptz := (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = OLD.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    );",
                    func="\n        IF NEW.state = OLD.state THEN\n            RETURN NEW;\n        END IF;\n        IF NOT (CASE OLD.state\n            WHEN 'submitted' THEN NEW.state IN ('replaced', 'withdrawn') AND (\n                now() <= due\n                OR NEW.state = 'replaced' AND EXISTS (\n                    SELECT FROM rfp_bid later\n                    WHERE later.bidder_id = OLD.bidder_id AND later.number > OLD.number\n                        AND later.state = 'late' AND later.admitted_at IS NOT NULL))\n            WHEN 'late' THEN NEW.state IN ('replaced', 'withdrawn')\n                OR NEW.state = 'submitted' AND NEW.admitted_at IS NOT NULL AND NOT EXISTS (\n                    SELECT FROM rfp_openingsignature s\n                    JOIN rfp_priceopening o ON o.id = s.opening_id WHERE o.rfp_id = OLD.rfp_id)\n            ELSE false END)\n        THEN\n            RAISE EXCEPTION 'a bid does not go from % to % any more', OLD.state, NEW.state\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF OLD.person_id IS NOT NULL AND now() <= due\n            AND app.bidder() IS DISTINCT FROM OLD.bidder_id\n        THEN\n            RAISE EXCEPTION 'only its bidder takes back what the bidder handed in'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="c9a15fb0a654d3661234f1b54961a5e9378776b8",
                    operation="UPDATE",
                    pgid="pgtrigger_a_bid_moves_as_the_hour_allows_3680c",
                    table="rfp_bid",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="bidlook",
            index=models.Index(fields=["bid", "-at"], name="looks_at_a_bid_by_age"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bidlook",
            trigger=pgtrigger.compiler.Trigger(
                name="a_look_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="fa126f834741fc2c52e1a1f09c72086f22c43cf1",
                    operation="UPDATE",
                    pgid="pgtrigger_a_look_stays_7fe54",
                    table="rfp_bidlook",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bidlook",
            trigger=pgtrigger.compiler.Trigger(
                name="a_look_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e55a96504ae6f5beb8afaf2506f5b3ce833323ff",
                    operation="DELETE",
                    pgid="pgtrigger_a_look_is_never_deleted_f12ca",
                    table="rfp_bidlook",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="priceopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None), ("closed_by__isnull", False), _connector="OR"
                ),
                name="who_closes_a_consensus_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="priceopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("minute", None), ("opened_at", None)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("minute__isnull", False),
                        ("opened_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_opening_leaves_a_minute",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceopening",
            trigger=pgtrigger.compiler.Trigger(
                name="an_opening_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rfp_id" IS DISTINCT FROM (NEW."rfp_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="468297dff736cd558bb2b741efec8b929b038c1c",
                    operation="UPDATE",
                    pgid="pgtrigger_an_opening_stays_746b0",
                    table="rfp_priceopening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceopening",
            trigger=pgtrigger.compiler.Trigger(
                name="an_opening_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="80c2800847c375a456cbfededa84eb685294a49b",
                    operation="DELETE",
                    pgid="pgtrigger_an_opening_is_never_deleted_6fa8a",
                    table="rfp_priceopening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceopening",
            trigger=pgtrigger.compiler.Trigger(
                name="an_opening_goes_step_by_step",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE due timestamptz := (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = NEW.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    );",
                    func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.closed_at IS NOT NULL OR NEW.opened_at IS NOT NULL THEN\n                RAISE EXCEPTION 'an opening begins with naming who opens'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        END IF;\n        IF NEW.closed_at IS DISTINCT FROM OLD.closed_at\n            AND (OLD.closed_at IS NOT NULL OR NOT coalesce(now() > due, false))\n        THEN\n            RAISE EXCEPTION 'the technical consensus is closed once, after proposals were due'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF NEW.opened_at IS DISTINCT FROM OLD.opened_at AND (\n            OLD.opened_at IS NOT NULL\n            OR (SELECT count(*) FROM rfp_openingsignature s WHERE s.opening_id = NEW.id) < 2\n        ) THEN\n            RAISE EXCEPTION 'prices are opened once, when two have signed'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF OLD.opened_at IS NOT NULL AND (NEW.minute, NEW.digest)\n            IS DISTINCT FROM (OLD.minute, OLD.digest)\n        THEN\n            RAISE EXCEPTION 'the minute of an opening stays' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="48cce0dd00a46c3a55632f262e6f7a5150e0657c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_an_opening_goes_step_by_step_ad89e",
                    table="rfp_priceopening",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="openingsignature",
            constraint=models.UniqueConstraint(
                fields=("opening", "person"), name="somebody_signs_an_opening_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="a_signature_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1f955fa0de5bcd4ed7d0d80f2ad6a124e642ec20",
                    operation="UPDATE",
                    pgid="pgtrigger_a_signature_stays_b97d3",
                    table="rfp_openingsignature",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="a_signature_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c6165daf6678e8de33c724de5aabe55487a027fe",
                    operation="DELETE",
                    pgid="pgtrigger_a_signature_is_never_deleted_b0fb6",
                    table="rfp_openingsignature",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="who_signs_was_named_and_is_here",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        NEW.at := now();\n        IF coalesce(app.user_id('staff'), app.user_id('portal')) IS DISTINCT FROM NEW.person_id OR NOT EXISTS (\n            SELECT FROM rfp_namedopener n\n            WHERE n.opening_id = NEW.opening_id AND n.person_id = NEW.person_id\n        ) THEN\n            RAISE EXCEPTION 'only who was named signs, in their own name'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF NOT EXISTS (\n            SELECT FROM rfp_priceopening o\n            WHERE o.id = NEW.opening_id AND o.closed_at IS NOT NULL\n                AND now() > (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = o.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    )\n        ) THEN\n            RAISE EXCEPTION 'prices stay sealed until the technical consensus is closed'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="f702e802b79a7063898dee5a9c266a941838f633",
                    operation="INSERT",
                    pgid="pgtrigger_who_signs_was_named_and_is_here_65636",
                    table="rfp_openingsignature",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="namedopener",
            constraint=models.UniqueConstraint(
                fields=("opening", "person"), name="somebody_is_named_once_to_open"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namedopener",
            trigger=pgtrigger.compiler.Trigger(
                name="who_opens_is_named_beforehand",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF EXISTS (\n            SELECT FROM rfp_openingsignature s\n            WHERE s.opening_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.opening_id\n                ELSE OLD.opening_id END)\n        ) THEN\n            RAISE EXCEPTION 'who opens is named before anybody signs'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;\n        ",
                    hash="b1ace3bbd8350fe7acdc9daff674fda17aa4856a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_who_opens_is_named_beforehand_3d2c7",
                    table="rfp_namedopener",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceenvelope",
            trigger=pgtrigger.compiler.Trigger(
                name="a_price_envelope_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="17fbb58a2fe24250e16dc5427f31d3d73eb7a01e",
                    operation="UPDATE",
                    pgid="pgtrigger_a_price_envelope_stays_75830",
                    table="rfp_priceenvelope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priceenvelope",
            trigger=pgtrigger.compiler.Trigger(
                name="a_price_envelope_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b426f40ac795a19f064f257b3a27cd73868576cf",
                    operation="DELETE",
                    pgid="pgtrigger_a_price_envelope_is_never_deleted_9b07f",
                    table="rfp_priceenvelope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="technicalenvelope",
            trigger=pgtrigger.compiler.Trigger(
                name="a_technical_envelope_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0ceea9af0d8916ac751a01bc411894000aaf3a88",
                    operation="UPDATE",
                    pgid="pgtrigger_a_technical_envelope_stays_a9d3b",
                    table="rfp_technicalenvelope",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="technicalenvelope",
            trigger=pgtrigger.compiler.Trigger(
                name="a_technical_envelope_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="31eb0b3c845e855a052142657afa988d485cf857",
                    operation="DELETE",
                    pgid="pgtrigger_a_technical_envelope_is_never_deleted_e81f6",
                    table="rfp_technicalenvelope",
                    when="BEFORE",
                ),
            ),
        ),
    ]
