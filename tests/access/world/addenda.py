"""An addendum that is out, with its paper and its reason."""

from typing import Any

from django.utils import timezone

from clients.files.services import store
from clients.models import StoredFile, User
from retainer.lib.uploads import spool
from rfp.models import Addendum, IssuedVersion, Rationale, Rfp
from tests.rfp.asking import sent


def amended(by: User) -> dict[str, Any]:
    """What stands in the addresses of addenda; version 2 of the request is there already."""
    rfp = Rfp.objects.get(reference="ACM-2026-01")
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        pdf = store(
            spooled,
            name="addendum.pdf",
            kind=StoredFile.Kind.REQUEST,
            client=rfp.client,
            stored_by=None,
            shared=True,
            bidders_of=rfp.pk,
        )
    addendum = Addendum.objects.create(
        client=rfp.client,
        rfp=rfp,
        number=1,
        before=IssuedVersion.objects.get(rfp=rfp),
        after=sent(rfp, by, number=3),
        summary="Three paths are wanted.",
        opened_by=by,
        published_by=by,
        published_at=timezone.now(),
        pdf=pdf,
    )
    Rationale.objects.create(
        client=rfp.client, addendum=addendum, key="R-001", because="The board asked for it."
    )
    addendum.refresh_from_db(fields=["public_id"])
    return {"rfp_addendum": addendum.public_id}
