"""Bills as they were understood: invoices, lines, what was refused."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from billing_audit.bills.bill_files import BillFile, LineShelf
from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.querysets import InvoiceQuerySet
from clients.people.models import Client
from clients.telecom.models import BillingAccount, Carrier, Service
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel, TenantQuerySet

#: Amounts keep six decimals, unit prices eight; both are rounded only for comparison.
AMOUNT = {"max_digits": 18, "decimal_places": 6}
UNIT_PRICE = {"max_digits": 18, "decimal_places": 8}


class Invoice(TenantModel):
    """One bill.  Its number is not unique: the same number twice is a finding, not an error."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invoices")
    bill_file = models.ForeignKey(BillFile, on_delete=models.PROTECT, related_name="invoices")
    account = models.ForeignKey(BillingAccount, on_delete=models.PROTECT, related_name="invoices")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("invoice number", max_length=80)
    bill_date = models.DateField()
    #: First day of the month the bill belongs to, which is that of its date.
    month = models.GeneratedField(
        # date_trunc is not immutable, so the first of the month is reckoned by subtraction.
        expression=models.Func(
            models.F("bill_date"),
            template="(%(expressions)s - (EXTRACT(DAY FROM %(expressions)s)::integer - 1))",
            output_field=models.DateField(),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    due_date = models.DateField(null=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    currency = models.CharField(max_length=3)
    document_type = models.CharField(max_length=12, default="invoice")
    #: What the carrier states the lines come to: by the format itself, or declared beside it.
    stated_total = models.DecimalField(null=True, **AMOUNT)
    amount_due = models.DecimalField(null=True, **AMOUNT)
    #: What leads from the bill before to this one, where the bill states it: payments are negative.
    previous_balance = models.DecimalField(null=True, **AMOUNT)
    payments = models.DecimalField(null=True, **AMOUNT)
    adjustments = models.DecimalField(null=True, **AMOUNT)
    #: Sum and number of the lines that count (memo lines do not), kept by the import.
    lines_total = models.DecimalField(default=0, **AMOUNT)
    line_count = models.BigIntegerField(default=0)
    buyer = models.CharField(max_length=200, blank=True)
    source_ref = models.CharField(max_length=200, blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = InvoiceQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["-bill_date", "-pk"]
        indexes = [
            models.Index(fields=["client", "-bill_date", "-id"], name="invoices_by_date"),
            models.Index(fields=["client", "account", "number"], name="invoices_by_number"),
        ]

    def __str__(self) -> str:
        return self.number


class BilledService(TenantModel):
    """A service number as bills write it: a small key for lines, with or without an inventory."""

    number = models.CharField(max_length=80)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, related_name="billed_as"
    )

    wall = Wall(portal="SELECT")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"], name="one_key_per_billed_service_number"
            )
        ]

    def __str__(self) -> str:
        return self.number


class ChargeCode(TenantModel):
    """A charge code of one carrier as bills write it, so that lines can carry a small key."""

    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)

    wall = Wall(portal="SELECT")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier", "code"], name="one_key_per_charge_code"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Line(models.Model):
    """A bill line.

    The table is partitioned by shelf (see ``LineShelf``), which a query should
    name.  Other tables hold a line's id without a foreign key, because
    PostgreSQL would need the partition key in it; ids come from one sequence
    and are unique across shelves.
    """

    shelf = models.ForeignKey(
        LineShelf, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lines"
    )
    client = models.ForeignKey(
        Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    bill_file = models.ForeignKey(
        BillFile, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    invoice = models.ForeignKey(
        Invoice, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lines"
    )
    account = models.ForeignKey(
        BillingAccount, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    line_no = models.CharField(max_length=40)
    billed_service = models.ForeignKey(
        BilledService,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="lines",
    )
    charge_code = models.ForeignKey(
        ChargeCode,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="lines",
    )
    charge_type = models.SmallIntegerField(choices=ChargeType)
    description = models.TextField()
    quantity = models.DecimalField(null=True, **AMOUNT)
    unit = models.CharField(max_length=20)
    unit_rate = models.DecimalField(null=True, **UNIT_PRICE)
    #: Decimals the carrier printed of the rate: a rate of 0.03 may stand for 0.025 to 0.035.
    rate_decimals = models.SmallIntegerField(null=True)
    amount = models.DecimalField(**AMOUNT)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    parent_line = models.CharField(max_length=40)
    jurisdiction = models.CharField(max_length=40)
    provider = models.CharField(max_length=80)
    #: Where the line stands in the file: row of a table, or line of a document.
    source_row = models.BigIntegerField(null=True)

    objects = TenantQuerySet.as_manager()

    wall = Wall(portal="SELECT")

    class Meta:
        managed = False
        db_table = "billing_audit_line"

    def __str__(self) -> str:
        return f"line {self.line_no}"

    @property
    def charge_in_words(self) -> str:
        return ChargeType(self.charge_type).in_words


class ImportIssue(TenantModel):
    """A cell that could not be read: where it stands, what it says, why it was refused."""

    bill_file = models.ForeignKey(BillFile, on_delete=models.CASCADE, related_name="issues")
    row = models.BigIntegerField(null=True)
    column = models.CharField(max_length=80)
    value = models.TextField()
    reason = models.CharField(max_length=300)
    invoice_no = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["bill_file", "row", "pk"]
        indexes = [models.Index(fields=["bill_file", "row", "id"], name="issues_of_a_file")]

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.reason}"


class ArithmeticFault(TenantModel):
    """A rule of EN 16931 or Peppol that an e-invoice's own figures break."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="faults")
    rule = models.CharField(max_length=40)
    detail = models.TextField()
    #: By how much the amount payable is too high because of it; 0 when it is not.
    excess = models.DecimalField(default=0, **AMOUNT)

    def __str__(self) -> str:
        return f"{self.rule} on {self.invoice}"
