"""The pack that the demo's principal hands a client whose agreement is about to end."""

from datetime import timedelta

from django.utils import timezone

from billing_audit.models import RenewalPack
from billing_audit.renewal.drawing import draw_pack
from billing_audit.renewal.services import issue_pack, make_pack
from clients.models import Client, RetainerAgreement, User
from retainer.lib.tenancy import ALL, acting_as

#: An agreement that ends within this many days gets its pack.
SOON = timedelta(days=120)
PLAN = (
    "Move the voice of all depots to SIP before the lines' contract ends.",
    "Choose every driver's plan anew in March and in September.",
    "Bills above the contract down to nothing, which every monthly report shows.",
    "The depots' dispatchers order lines themselves, by the book; we review.",
)


def renew_like_a_principal(client: Client, principal: User) -> None:
    """Make and issue a pack for the agreement that ends soon, if there is one."""
    today = timezone.localdate()
    with acting_as("worker", clients=ALL):
        ending = RetainerAgreement.objects.filter(client=client, renewal_packs=None)
        agreement = ending.filter(ends_on__range=(today, today + SOON)).first()
        if agreement is None:
            return
        pack = make_pack(agreement=agreement, made_by=principal, plan=PLAN)
    draw_pack(pack.pk)
    with acting_as("worker", clients=ALL):
        pack = RenewalPack.objects.get(pk=pack.pk)
        if pack.pdf_id:
            issue_pack(pack=pack, issued_by=principal)
