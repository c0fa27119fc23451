"""A request of Acme's that was put forward, and one that bidders have."""

from datetime import date
from decimal import Decimal
from typing import Any

from clients.files.services import store
from clients.models import Client, DecisionRight, StoredFile, User
from retainer.lib.uploads import spool
from rfp.gates.services import put_forward
from rfp.issuing.freezing import freeze
from rfp.models import IssuedVersion, Rfp
from tests.rfp.asking import written


def issued(client: Client, casey: User, owen: User) -> dict[str, Any]:
    """What stands in the addresses of issues."""
    candidate = put_forward(
        rfp=written(client, casey, owen, reference="ACM-2026-02"),
        money=Decimal(1),
        kind=DecisionRight.objects.get(user=owen).subject,
        put_by=casey,
    )
    sent(Rfp.objects.get(reference="ACM-2026-01"), casey)  # to the bidder who is inside
    return {
        "rfp_candidate": candidate.public_id,
        "rfp_version": sent(candidate.rfp, casey).public_id,
        "rfp_number": 2,
        "rfp_form": "pdf",
    }


def sent(rfp: Rfp, by: User, *, number: int = 2) -> IssuedVersion:
    """A later version, which rests on nothing that was put forward, with its PDF."""
    request = freeze(rfp, version=number, day=date(2026, 9, 1), salt="")
    with spool([b"%PDF-1.7"], limit=1000) as spooled:
        pdf = store(
            spooled,
            name="request.pdf",
            kind=StoredFile.Kind.REQUEST,
            client=rfp.client,
            stored_by=None,
            shared=True,
            bidders_of=rfp.pk,
        )
    version = IssuedVersion.objects.create(
        client=rfp.client,
        rfp=rfp,
        number=number,
        document=request.document,
        told=request.told.document,
        digest=request.digest,
        commitment=request.commitment,
        issued_by=by,
        pdf=pdf,
    )
    version.refresh_from_db(fields=["public_id"])
    return version
