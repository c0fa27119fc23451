"""What Acme's retainer brought, issued to them."""

from typing import Any

from django.utils import timezone

from billing_audit.models import RenewalPack
from billing_audit.renewal.services import make_pack
from clients.files.services import store
from clients.models import Client, RetainerAgreement, StoredFile, User
from retainer.lib.uploads import spool


def renewed(acme: Client, casey: User, pat: User) -> dict[str, Any]:
    """A pack with its PDF, past the worker that draws it."""
    agreement = RetainerAgreement.objects.filter(client=acme).first()
    pack = make_pack(agreement=agreement, made_by=casey, plan=["Go on."])
    with spool([b"%PDF-1.7 of the year"], limit=1000) as spooled:
        pdf = store(
            spooled,
            name="renewal.pdf",
            kind=StoredFile.Kind.RENEWAL,
            client=acme,
            stored_by=None,
            shared=True,
        )
    RenewalPack.objects.filter(pk=pack.pk).update(
        pdf=pdf, state="issued", issued_at=timezone.now(), issued_by=pat
    )
    return {"pack": pack.public_id, "packed": agreement.public_id}
