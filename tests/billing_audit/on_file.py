"""Puts examples on file: a client's bills, rates and inventory, as an import would leave them."""

import pkgutil
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import singledispatch
from hashlib import sha256
from importlib import import_module

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.bills.models import ChargeType
from billing_audit.bills.shelves import shared_shelf
from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import check_of
from billing_audit.checks.examples import Agreed, Bill, Billed, Example, Owned, Paper, Terms
from billing_audit.models import (
    ArithmeticFault,
    AuditRun,
    BilledService,
    BillFile,
    ChargeCode,
    Invoice,
    Line,
)
from billing_audit.runs.steps import Phase, Step, plan, step_of
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
from tests.billing_audit import filing


@dataclass
class OnFile:
    """What stands where, so that a test can say which line or bill was caught."""

    client: Client
    carrier_name: str = "Corvane"
    #: The account that papers are about which name none.
    account_number: str = "A-1"
    lines: dict[int, Billed] = field(default_factory=dict)
    bills: dict[int, Bill] = field(default_factory=dict)
    #: Services and codes by name, so that each is looked up once.
    named: dict[tuple[object, ...], BilledService | ChargeCode] = field(default_factory=dict)

    @property
    def carrier(self) -> Carrier:
        return self.carrier_named(self.carrier_name)

    @staticmethod
    def carrier_named(name: str) -> Carrier:
        return Carrier.objects.get_or_create(name=name)[0]

    def put(self, example: Example) -> "OnFile":
        for terms in example.contracts:
            self.put_terms(terms)
        for owned in example.inventory:
            self.put_service(owned)
        for agreed in example.rates:
            self.put_rate(agreed)
        about_bills = [paper for paper in example.papers if paper.is_about_bills]
        for paper in example.papers:
            if not paper.is_about_bills:
                put_paper(paper, self)
        for bill in example.bills:
            self.put_bill(bill)
        for paper in about_bills:
            put_paper(paper, self)
        return self

    def put_bill(self, bill: Bill) -> Invoice:
        carrier = self.carrier_named(bill.carrier)
        account = self.account(bill.account, carrier, bill.currency)
        account.closed_on = bill.account_closed or account.closed_on
        account.legal_entity = bill.entity or account.legal_entity
        account.save(update_fields=["closed_on", "legal_entity"])
        counted = [Decimal(line.amount) for line in bill.lines if line.charge != "memo"]
        invoice = Invoice.objects.create(
            client=self.client,
            bill_file=self._file(bill.file),
            account=account,
            carrier=carrier,
            number=bill.number,
            bill_date=bill.on,
            due_date=bill.due,
            period_from=bill.period[0],
            period_to=bill.period[1],
            buyer=bill.buyer,
            currency=bill.currency,
            document_type=bill.document,
            stated_total=bill.stated,
            amount_due=bill.due_amount or bill.stated,
            previous_balance=bill.previous,
            payments=bill.paid,
            adjustments=bill.adjusted,
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

    def account(
        self, number: str = "", carrier: Carrier | None = None, currency: str = "USD"
    ) -> BillingAccount:
        """The account of that number, made when there is none."""
        return BillingAccount.objects.get_or_create(
            client=self.client, carrier=carrier or self.carrier,
            number=number or self.account_number,
            defaults={"currency": currency},
        )[0]  # fmt: skip

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
            charge_code=self._code(line.code, invoice.carrier),
            charge_type=ChargeType[line.charge.upper()],
            description=line.description,
            quantity=line.quantity,
            unit_rate=line.rate,
            rate_decimals=decimals if line.rate else None,
            amount=line.amount,
            period_from=line.period[0],
            period_to=line.period[1],
            jurisdiction=line.jurisdiction,
            unit=line.unit,
            provider=line.provider,
            parent_line=line.parent,
            source_row=place,
        )
        self.lines[made.pk] = line

    def _billed_service(self, number: str) -> BilledService | None:
        if not number:
            return None
        if (number,) not in self.named:
            self.named[number,] = BilledService.objects.get_or_create(
                client=self.client, number=number
            )[0]
        return self.named[number,]

    def _code(self, code: str, carrier: Carrier) -> ChargeCode | None:
        if not code:
            return None
        if (carrier.pk, code) not in self.named:
            self.named[carrier.pk, code] = ChargeCode.objects.get_or_create(
                client=self.client, carrier=carrier, code=code
            )[0]
        return self.named[carrier.pk, code]

    def put_service(self, owned: Owned) -> Service:
        return Service.objects.create(
            client=self.client,
            number=owned.service,
            state=owned.state,
            disconnect_date=owned.disconnected,
            install_date=owned.installed,
            kind=owned.kind,
            product=owned.product,
            bandwidth=owned.bandwidth,
            monthly_rate=owned.monthly_rate,
            site=self.site(owned.site),
            account=self.account(owned.account) if owned.account else None,
            seats=owned.seats,
            suspended=days(*owned.suspended) if owned.suspended else None,
        )

    def site(self, code: str) -> Site | None:
        if not code:
            return None
        return Site.objects.get_or_create(client=self.client, code=code)[0]

    def put_terms(self, terms: Terms) -> Contract:
        return Contract.objects.create(
            client=self.client, carrier=self.carrier, number=terms.number,
            prorates_disconnects=terms.prorates, payment_days=terms.payment_days,
            back_bill_months=terms.back_bill_months, proration=terms.proration,
        )  # fmt: skip

    def contract(self, number: str) -> Contract | None:
        if not number:
            return None
        return Contract.objects.get_or_create(
            client=self.client, carrier=self.carrier, number=number
        )[0]

    def put_rate(self, agreed: Agreed) -> ContractRate:
        return ContractRate.objects.create(
            client=self.client,
            carrier=self.carrier,
            charge_code=agreed.code,
            rate=agreed.rate,
            currency=agreed.currency,
            valid=days(*agreed.valid),
            contract=self.contract(agreed.contract),
            site=self.site(agreed.site),
            service=Service.objects.filter(client=self.client, number=agreed.service).first(),
        )


def days(first: str | None, last: str | None) -> DateRange:
    """From one day to another, both included; an end may be open."""
    return DateRange(*(date.fromisoformat(day) if day else None for day in (first, last)), "[]")


@singledispatch
def put_paper(paper: Paper, on_file: OnFile) -> None:
    """Put another kind of paper on file; ``filing`` has one of these for each kind."""
    raise TypeError(f"nobody has said how {type(paper).__name__} is put on file")


def read_filing() -> None:
    """Have every kind of paper known that some family of checks put there."""
    for module in pkgutil.iter_modules(filing.__path__, f"{filing.__name__}."):
        import_module(module.name)


def audit(client: Client, *, only: type[Check] | None = None, **months: date) -> AuditRun:
    """Run an audit here and now, step after step; with one check only where that is enough."""
    return _audited(client, [] if only is None else [only], months)


def audit_by(client: Client, *codes: str) -> AuditRun:
    """An audit by a few checks alone, for stories of what becomes of their findings.

    All checks together take many times as long, and have tests of their own.
    """
    return _audited(client, [check_of(code) for code in codes], {})


def _audited(client: Client, only: list[type[Check]], months: dict[str, date]) -> AuditRun:
    run = AuditRun.objects.create(client=client, state="running", **months)
    for step in _plan_of(only, run) if only else plan(run):
        step.perform(run)
    AuditRun.objects.filter(pk=run.pk).update(state="complete")
    run.refresh_from_db()
    return run


def _plan_of(checks: list[type[Check]], run: AuditRun) -> list[Step]:
    # Nobody asks what a few checks looked at.
    whole = [step for step in plan(run) if not step.codes and step.name != "coverage"]
    return sorted([*whole, step_of(checks, Phase.CHECKS)], key=lambda step: step.phase)
