"""The minute of an opening is drawn from what is kept of it; bidders take late bids back."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("rfp", "0012_documents_that_came_back"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="bid",
            name="a_bid_moves_as_the_hour_allows",
        ),
        migrations.RemoveField(
            model_name="priceopening",
            name="pdf",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="a_bid_moves_as_the_hour_allows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE due timestamptz := (\n        SELECT (step ->> 'at')::timestamptz\n        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step\n        WHERE v.rfp_id = OLD.rfp_id AND step ->> 'kind' = 'due'\n        ORDER BY v.number DESC LIMIT 1\n    ); may boolean := false;",
                    func="\n        IF NEW.state = OLD.state THEN\n            RETURN NEW;\n        END IF;\n        IF OLD.state = 'submitted' THEN\n            may := NEW.state IN ('replaced', 'withdrawn') AND (\n                now() <= due\n                OR NEW.state = 'replaced' AND EXISTS (\n                    SELECT FROM rfp_bid later\n                    WHERE later.bidder_id = OLD.bidder_id AND later.number > OLD.number\n                        AND later.state = 'late' AND later.admitted_at IS NOT NULL));\n        ELSIF OLD.state = 'late' AND NEW.state = 'submitted' THEN\n            may := NEW.admitted_at IS NOT NULL AND NOT EXISTS (\n                SELECT FROM rfp_openingsignature s\n                JOIN rfp_priceopening o ON o.id = s.opening_id WHERE o.rfp_id = OLD.rfp_id);\n        ELSIF OLD.state = 'late' THEN\n            may := NEW.state IN ('replaced', 'withdrawn');\n        END IF;\n        IF NOT may THEN\n            RAISE EXCEPTION 'a bid does not go from % to % any more', OLD.state, NEW.state\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF OLD.person_id IS NOT NULL AND now() <= due\n            AND app.bidder() IS DISTINCT FROM OLD.bidder_id\n        THEN\n            RAISE EXCEPTION 'only its bidder takes back what the bidder handed in'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n        ",
                    hash="8284eaa3a7c4be50233c79621d7616db60d47f78",
                    operation="UPDATE",
                    pgid="pgtrigger_a_bid_moves_as_the_hour_allows_3680c",
                    table="rfp_bid",
                    when="BEFORE",
                ),
            ),
        ),
    ]
