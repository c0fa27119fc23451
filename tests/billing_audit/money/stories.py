"""Disputes that tests begin with."""

from datetime import date
from typing import Any

from django.utils import timezone

from billing_audit.findings.services import decide
from billing_audit.models import Dispute, DisputeEvent, Finding
from billing_audit.money import moving, services
from billing_audit.money.moving import Said
from clients.files.services import store
from clients.models import BillingAccount, Client, StoredFile, User
from retainer.lib.uploads import spool
from tests.billing_audit.findings.stories import ABOVE_CONTRACT
from tests.billing_audit.money.agreeing import agree_to
from tests.billing_audit.on_file import OnFile, audit_by


def accepted_finding(client: Client, casey: User, option: str = "withhold") -> Finding:
    """A port billed 32.00 too dear in March and in April, which the client wants asked back."""
    OnFile(client).put(ABOVE_CONTRACT)
    # The bills' bytes are gone from the storage; what was read of them stays.
    StoredFile.objects.filter(client=client).update(content="gone.xml")
    audit_by(client, "B01")
    finding = Finding.objects.get(client=client, check_code="B01")
    decide(finding=finding, state="valid", reason="confirmed", decided_by=casey)
    finding.refresh_from_db()
    agree_to(finding, casey, option)
    return finding


def draft(client: Client, casey: User) -> Dispute:
    """A dispute about it that is not sent yet."""
    finding = accepted_finding(client, casey)
    account = BillingAccount.objects.get(pk=finding.account_id)
    return services.open_dispute(account=account, findings=[finding], opened_by=casey)


def ready(client: Client, casey: User) -> Dispute:
    """A draft with everything it needs to be sent."""
    return made_ready(draft(client, casey), casey)


def made_ready(dispute: Dispute, casey: User) -> Dispute:
    """The draft with its method and its packet."""
    services.decide_method(
        dispute=dispute, method="pay", reason="Paid already.", approver=None, decided_by=casey
    )
    with spool([b"PK a packet"], limit=100) as spooled:
        packet = store(
            spooled,
            name="packet.zip",
            kind=StoredFile.Kind.DISPUTE,
            client=dispute.client,
            stored_by=casey,
        )
    Dispute.objects.filter(pk=dispute.pk).update(packet=packet)
    dispute.refresh_from_db()
    return dispute


def step(dispute: Dispute, name: str, person: User, **said: Any) -> DisputeEvent:
    """One step by somebody who has read the latest entry."""
    seen = DisputeEvent.objects.filter(dispute=dispute).latest("pk").pk
    event = moving.move(dispute=dispute, name=name, seen=seen, said=Said(**said), moved_by=person)
    dispute.refresh_from_db()
    return event


def sent(client: Client, casey: User, on: date | None = None) -> Dispute:
    """A dispute the carrier has."""
    dispute = ready(client, casey)
    step(dispute, "submit", casey, ticket="T-100", on=on or timezone.localdate())
    return dispute
