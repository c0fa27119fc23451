"""What the client has and pays for."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from clients.models import BillingAccount, Carrier, Contract, ContractRate, PublicFee, Service, Site
from clients.telecom.services import attach_document
from retainer.lib.uploads import spool
from tests.access.world.cast import Cast


class Telecom(Cast):
    """What the client has and pays for."""

    def telecom(self) -> dict[str, Any]:
        carrier = Carrier.objects.create(name="Corvane")
        contract = Contract.objects.create(client=self.acme, carrier=carrier, number="MSA-1")
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            document = attach_document(
                contract=contract,
                title="Master agreement",
                signed_on=None,
                spooled=spooled,
                name="msa.pdf",
                attached_by=self.pat,
            )
        year = DateRange(date(2026, 1, 1), date(2027, 1, 1))
        rows = {
            "carrier": carrier,
            "account": BillingAccount.objects.create(
                client=self.acme, carrier=carrier, number="A-1"
            ),
            "site": Site.objects.create(client=self.acme, code="D1", name="Depot"),
            "service": Service.objects.create(client=self.acme, number="CIR-1"),
            "contract": contract,
            "rate": ContractRate.objects.create(
                client=self.acme, carrier=carrier, charge_code="PORT", rate=40, valid=year
            ),
            "fee": PublicFee.objects.create(
                authority="FCC", code="FUSF", title="Federal USF", rate="0.36", valid=year
            ),
            "document": document,
        }
        return {word: row.public_id for word, row in rows.items()}
