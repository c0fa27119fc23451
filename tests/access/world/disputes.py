"""A dispute the carrier has, so that the client sees it too."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils import timezone

from billing_audit.models import (
    AuditRun,
    Commitment,
    Credit,
    CreditMatch,
    Dispute,
    DisputeEvent,
    DisputeItem,
    Finding,
    FundingCase,
    Invoice,
)
from clients.files.services import store
from clients.models import StoredFile
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Disputes(Cast):
    """A dispute with one charge, its packet, and an entry that has a file."""

    def disputes(self) -> dict[str, Any]:
        finding, packet = self._finding(), self._packet()
        invoice = Invoice.objects.filter(client=self.acme).first()
        account = invoice.account
        dispute = Dispute.objects.create(
            client=self.acme,
            carrier=account.carrier,
            account=account,
            currency="USD",
            method="pay",
            method_reason="Paid already.",
            disputed="5.00",
            charges=1,
            opened_by=self.casey,
        )
        DisputeItem.objects.create(
            client=self.acme,
            dispute=dispute,
            finding=finding,
            check_code="B01",
            invoice=invoice,
            month=invoice.month,
            billed="15.00",
            disputed="5.00",
            reason="Billed above the contract rate.",
        )
        dispute.packet, dispute.ticket, dispute.state = packet, "T-1", "submitted"
        dispute.submitted_on = timezone.localdate()
        dispute.save()
        event = DisputeEvent.objects.create(
            client=self.acme,
            dispute=dispute,
            kind="submit",
            state="submitted",
            on=dispute.submitted_on,
            file=packet,
            actor=self.casey,
        )
        return {
            "dispute": dispute.public_id,
            **self._credit(dispute),
            "event": event.public_id,
            "disputed": finding.public_id,
            "step": "deny",
            "figure": "posted",
            "card": "errors",
            "paper": "letter.pdf",
        }

    def _credit(self, dispute: Dispute) -> dict[str, Any]:
        """A cheque that somebody is asked about, and one that pays for a project."""
        waits, counts = self._match(dispute, "4471"), self._match(dispute, "4472")
        counts.state, counts.decided_by = "confirmed", self.casey
        counts.event = DisputeEvent.objects.create(
            client=self.acme,
            dispute=dispute,
            kind="refund",
            state="posted",
            on=dispute.submitted_on,
            amount="5.00",
            actor=self.casey,
        )
        counts.save()
        case = FundingCase.objects.create(
            client=self.acme,
            title="New phones",
            starts=dispute.submitted_on.replace(day=1),
            opened_by=self.casey,
        )
        commitment = Commitment.objects.create(
            client=self.acme, case=case, match=counts, amount="5.00", committed_by=self.casey
        )
        return {
            "match": waits.public_id,
            "case": case.public_id,
            "project_money": commitment.public_id,
            "funded": self.acme.slug,
        }

    def _match(self, dispute: Dispute, reference: str) -> CreditMatch:
        cheque = Credit.objects.create(
            client=self.acme,
            carrier=dispute.carrier,
            account=dispute.account,
            kind="cheque",
            currency="USD",
            amount="5.00",
            on=dispute.submitted_on,
            reference=reference,
        )
        return CreditMatch.objects.create(
            client=self.acme,
            credit=cheque,
            dispute=dispute,
            role="recovers",
            amount="5.00",
            why="exact",
        )

    def _finding(self) -> Finding:
        run = AuditRun.objects.create(client=self.acme, state="complete")
        return Finding.objects.create(
            client=self.acme,
            check_code="B01",
            cause="disputed:1",
            subject="PORT on A-1",
            currency="USD",
            state="valid",
            first_run=run,
            last_run=run,
            shared_with_client=True,
        )

    def _packet(self) -> StoredFile:
        papers = BytesIO()
        with ZipFile(papers, "w") as archive:
            archive.writestr("letter.pdf", b"%PDF-1.7")
        with spool([papers.getvalue()], limit=10_000) as spooled:
            return store(
                spooled,
                name="packet.zip",
                kind=StoredFile.Kind.DISPUTE,
                client=self.acme,
                stored_by=None,
            )
