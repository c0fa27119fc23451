"""What the client has and pays for."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from clients.models import (
    BillingAccount,
    Budget,
    Carrier,
    Contract,
    ContractRate,
    CostAssignment,
    CustomerServiceRecord,
    DeviceInstalment,
    OrderItem,
    Outage,
    Payment,
    PublicFee,
    Quote,
    RebillAgreement,
    Service,
    ServiceOrder,
    ServiceRecordLine,
    Site,
    TaxCertificate,
    WirelessPlan,
)
from clients.telecom.services import attach_certificate, attach_document
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
        rows |= self._estate(rows["account"], rows["service"])
        return {word: row.public_id for word, row in rows.items()}

    def _estate(self, account: BillingAccount, service: Service) -> dict[str, Any]:
        """What happened to the account and its service, and the papers on them."""
        order = ServiceOrder.objects.create(
            client=self.acme, carrier=account.carrier, number="PO-1", kind="add",
            placed_on=date(2026, 1, 5),
        )  # fmt: skip
        record = CustomerServiceRecord.objects.create(
            client=self.acme, account=account, btn="315-555-0100", as_of=date(2026, 1, 5)
        )
        certificate = TaxCertificate.objects.create(
            client=self.acme, number="ST-1", tax="SALES", legal_entity="Acme Inc.",
            valid=DateRange(date(2026, 1, 1), None),
        )  # fmt: skip
        with spool([b"%PDF-1.7"], limit=1000) as spooled:
            attach_certificate(
                certificate=certificate, spooled=spooled, name="st1.pdf", attached_by=self.pat
            )
        return {
            "order": order,
            "order_item": OrderItem.objects.create(
                client=self.acme, order=order, service=service, what="new"
            ),
            "removed_item": OrderItem.objects.create(
                client=self.acme, order=order, what="removed",
                service=Service.objects.create(client=self.acme, number="CIR-2"),
            ),
            "outage": Outage.objects.create(
                client=self.acme, service=service, ticket="T-1",
                began=datetime(2026, 1, 5, tzinfo=UTC),
            ),
            "payment": Payment.objects.create(
                client=self.acme, account=account, paid_on=date(2026, 1, 5), amount=40,
                reference="CHK-1",
            ),
            "certificate": certificate,
            "record": record,
            "record_line": ServiceRecordLine.objects.create(
                client=self.acme, record=record, telephone_number="315-555-0100", usoc="1FB"
            ),
            "removed_line": ServiceRecordLine.objects.create(
                client=self.acme, record=record, telephone_number="315-555-0100", usoc="9ZR"
            ),
            "plan": WirelessPlan.objects.create(
                client=self.acme, carrier=account.carrier, charge_code="5GB"
            ),
            "budget": Budget.objects.create(
                client=self.acme, month=date(2026, 1, 1), carrier=account.carrier, amount=500
            ),
            "cost_assignment": CostAssignment.objects.create(
                client=self.acme, service=service, cost_centre="4100",
                valid=DateRange(date(2026, 1, 1), None),
            ),
            "quote": Quote.objects.create(
                client=self.acme, carrier=account.carrier, number="Q-1", service=service,
                quoted_on=date(2026, 1, 2), monthly=40,
            ),
            "rebill_agreement": RebillAgreement.objects.create(
                client=self.acme, account=account, markup_percent=5,
                underlying=BillingAccount.objects.create(
                    client=self.acme, carrier=account.carrier, number="REBILLED"
                ),
                valid=DateRange(date(2026, 1, 1), None),
            ),
            "instalment": DeviceInstalment.objects.create(
                client=self.acme, service=service, equipment_id="35-1", charge_code="EIP",
                amount=25, months=24, first_on=date(2026, 1, 5),
            ),
        }  # fmt: skip
