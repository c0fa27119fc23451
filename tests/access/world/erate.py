"""A request of Acme's under E-rate, with a change since it was posted."""

from datetime import date
from typing import Any

from clients.models import Client, User
from rfp.models import Rfp
from tests.rfp.erate.making import changed, posted


def under_erate(client: Client, by: User) -> dict[str, Any]:
    """What stands in the addresses of E-rate."""
    rfp = Rfp.objects.create(
        client=client,
        reference="ACM-2026-09",
        title="Internet for the school",
        lead=by,
        made_by=by,
        contact="buyer@acme.test",
        is_erate=True,
    )
    posted(rfp, by)
    change = changed(rfp, by, happened_on=date(2026, 2, 2))
    return {"erate_rfp": rfp.public_id, "erate_change": change.public_id}
