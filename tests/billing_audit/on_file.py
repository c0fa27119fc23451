"""Puts examples on file: a client's bills, rates and inventory, as an import would leave them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.bills.models import ChargeType
from billing_audit.bills.shelves import shared_shelf
from billing_audit.checks.examples import Agreed, Bill, Billed, Example, Owned
from billing_audit.models import (
    ArithmeticFault,
    AuditRun,
    BilledService,
    BillFile,
    ChargeCode,
    Invoice,
    Line,
)
from billing_audit.runs.steps import plan
from clients.models import (
    BillingAccount,
    Carrier,
    Client,
    Contract,
    ContractRate,
    Service,
    Site,
    StoredFile,
)


@dataclass
class OnFile:
    """What stands where, so that a test can say which line or bill was caught."""

    client: Client
    lines: dict[int, Billed] = field(default_factory=dict)
    bills: dict[int, Bill] = field(default_factory=dict)

    @property
    def carrier(self) -> Carrier:
        return Carrier.objects.get_or_create(name="Corvane")[0]

    def put(self, example: Example) -> "OnFile":
        for terms in example.contracts:
            self._contract(terms.number, prorates=terms.prorates)
        for owned in example.inventory:
            self.put_service(owned)
        for agreed in example.rates:
            self.put_rate(agreed)
        for bill in example.bills:
            self.put_bill(bill)
        return self

    def put_bill(self, bill: Bill) -> Invoice:
        account, _ = BillingAccount.objects.get_or_create(
            client=self.client, carrier=self.carrier, number=bill.account,
            defaults={"currency": bill.currency},
        )  # fmt: skip
        counted = [Decimal(line.amount) for line in bill.lines if line.charge != "memo"]
        invoice = Invoice.objects.create(
            client=self.client,
            bill_file=self._file(bill.file),
            account=account,
            carrier=self.carrier,
            number=bill.number,
            bill_date=bill.on,
            currency=bill.currency,
            document_type=bill.document,
            stated_total=bill.stated,
            amount_due=bill.stated,
            lines_total=sum(counted, Decimal(0)),
            line_count=len(counted),
            supersedes=Invoice.objects.filter(number=bill.corrects).first(),
        )
        self.bills[invoice.pk] = bill
        for place, line in enumerate(bill.lines, start=1):
            self._line(invoice, place, line)
        for fault in bill.faults:
            ArithmeticFault.objects.create(
                client=self.client, invoice=invoice, rule=fault.rule, detail=fault.detail,
                excess=fault.excess,
            )  # fmt: skip
        return invoice

    def _file(self, name: str) -> BillFile:
        known = BillFile.objects.filter(client=self.client, name=name).first()
        if known:
            return known
        digest = sha256(name.encode()).hexdigest()
        stored = StoredFile.objects.create(
            client=self.client, kind="bill", name=name, content_type="text/csv", size=1,
            sha256=digest,
        )  # fmt: skip
        return BillFile.objects.create(
            client=self.client, stored=stored, name=name, sha256=digest,
            shelf=shared_shelf(self.client), format="ubl", state="imported",
        )  # fmt: skip

    def _line(self, invoice: Invoice, place: int, line: Billed) -> None:
        decimals = line.rate and -Decimal(line.rate).as_tuple().exponent
        made = Line.objects.create(
            shelf_id=invoice.bill_file.shelf_id,
            client=self.client,
            bill_file=invoice.bill_file,
            invoice=invoice,
            account=invoice.account,
            line_no=str(place),
            billed_service=self._billed_service(line.service),
            charge_code=self._code(line.code),
            charge_type=ChargeType[line.charge.upper()],
            description=line.description,
            quantity=line.quantity,
            unit_rate=line.rate,
            rate_decimals=decimals if line.rate else None,
            amount=line.amount,
            period_from=line.period[0],
            period_to=line.period[1],
            jurisdiction=line.jurisdiction,
            source_row=place,
        )
        self.lines[made.pk] = line

    def _billed_service(self, number: str) -> BilledService | None:
        if not number:
            return None
        return BilledService.objects.get_or_create(client=self.client, number=number)[0]

    def _code(self, code: str) -> ChargeCode | None:
        if not code:
            return None
        return ChargeCode.objects.get_or_create(
            client=self.client, carrier=self.carrier, code=code
        )[0]

    def put_service(self, owned: Owned) -> Service:
        return Service.objects.create(
            client=self.client,
            number=owned.service,
            state=owned.state,
            disconnect_date=owned.disconnected,
            site=self._site(owned.site),
        )

    def _site(self, code: str) -> Site | None:
        if not code:
            return None
        return Site.objects.get_or_create(client=self.client, code=code)[0]

    def _contract(self, number: str, *, prorates: bool = False) -> Contract | None:
        if not number:
            return None
        return Contract.objects.get_or_create(
            client=self.client, carrier=self.carrier, number=number,
            defaults={"prorates_disconnects": prorates},
        )[0]  # fmt: skip

    def put_rate(self, agreed: Agreed) -> ContractRate:
        first, last = (date.fromisoformat(day) if day else None for day in agreed.valid)
        return ContractRate.objects.create(
            client=self.client,
            carrier=self.carrier,
            charge_code=agreed.code,
            rate=agreed.rate,
            currency=agreed.currency,
            valid=DateRange(first, last, "[]"),
            contract=self._contract(agreed.contract),
            site=self._site(agreed.site),
            service=Service.objects.filter(client=self.client, number=agreed.service).first(),
        )


def audit(client: Client, **months: date) -> AuditRun:
    """Run an audit here and now, step after step."""
    run = AuditRun.objects.create(client=client, state="running", **months)
    for step in plan(run):
        step.perform(run)
    AuditRun.objects.filter(pk=run.pk).update(state="complete")
    run.refresh_from_db()
    return run
