"""Call records as carriers' own documentation shows them."""

import pytest

from billing_audit.models import UsageRecord
from clients.models import Client
from tests.billing_audit.usage.test_loading import load
from tests.peers.test_einvoices import DATA

FOLDER = DATA / "carrier-csv"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no {FOLDER}")


@pytest.mark.parametrize(
    ("name", "layout", "records", "charged"),
    [
        ("didww_cdr_2017-09-18.csv", "didww", 4, "0.006"),
        ("freeswitch_master.csv", "freeswitch", 3, None),
    ],
)
def test_every_record_is_read(
    acme: Client, name: str, layout: str, records: int, charged: str | None
) -> None:
    (answer,) = load(FOLDER / name)

    assert (answer["layout"], answer["records"], answer["rejected_rows"]) == (layout, records, 0)
    amounts = [each for each in UsageRecord.objects.values_list("amount", flat=True) if each]
    assert f"{sum(amounts):.3f}" == charged if charged else not amounts
