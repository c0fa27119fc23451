"""What the client has and pays for: carriers, accounts, sites, services, contracts, rates, fees.

Facts that hold for a time carry an exclusion constraint: no day has two answers.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce, Upper

from clients.files.models import StoredFile
from clients.people.models import CURRENCY, Client
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel

#: Unit prices keep eight decimals: carriers print per-second rates with seven.
UNIT_PRICE = {"max_digits": 18, "decimal_places": 8}


class Carrier(models.Model):
    """A company that sends bills; one row for the whole practice."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    website = models.URLField(blank=True)
    notes = models.TextField(blank=True)

    wall = OpenTable(
        "carriers are public companies, shared by all clients",
        portal="SELECT (id, public_id, name, currency)",
        staff="SELECT, INSERT, UPDATE",
        worker="SELECT, INSERT, UPDATE",
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Upper("name"), name="one_carrier_per_name")]

    def __str__(self) -> str:
        return self.name


class Site(TenantModel):
    """A place where the client uses services."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="sites")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField("state or region", max_length=80, blank=True)
    postcode = models.CharField("ZIP or postcode", max_length=20, blank=True)
    country = models.CharField(max_length=2, default="US")
    closed_on = models.DateField(null=True, blank=True)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["client", "code"], name="one_site_per_code_at_a_client")
        ]

    def __str__(self) -> str:
        return self.name


class BillingAccount(TenantModel):
    """An account number under which a carrier bills the client."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="accounts")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="accounts")
    number = models.CharField("account number", max_length=60)
    name = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    closed_on = models.DateField(null=True, blank=True)

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["carrier__name", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier", "number"], name="one_account_per_number_at_a_carrier"
            )
        ]
        # A dropped bill finds its client by this.
        indexes = [models.Index(fields=["number"], name="account_by_number")]

    def __str__(self) -> str:
        return f"{self.carrier} {self.number}"


class Service(TenantModel):
    """A line, circuit or subscription in the client's inventory.

    A service first seen on a bill is only *proposed*; a person confirms it.
    The inventory checks treat none but confirmed services as the client's.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        PROPOSED = "proposed", "Proposed"
        DISMISSED = "dismissed", "Not ours"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="services")
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, null=True, blank=True, related_name="services"
    )
    number = models.CharField("service number", max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    kind = models.CharField(max_length=60, blank=True, help_text="such as MPLS port or mobile line")
    product = models.CharField(max_length=120, blank=True)
    bandwidth = models.CharField(max_length=40, blank=True)
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="services"
    )
    monthly_rate = models.DecimalField(null=True, blank=True, **UNIT_PRICE)
    install_date = models.DateField("installed on", null=True, blank=True)
    disconnect_date = models.DateField(
        "disconnected on", null=True, blank=True, help_text="The last day of service."
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "number"], name="one_service_per_number_at_a_client"
            ),
            models.CheckConstraint(
                condition=models.Q(disconnect_date__isnull=True)
                | models.Q(install_date__isnull=True)
                | models.Q(disconnect_date__gte=models.F("install_date")),
                name="a_service_is_not_disconnected_before_it_is_installed",
            ),
        ]
        indexes = [models.Index(fields=["client", "state"], name="service_by_state")]

    def __str__(self) -> str:
        return self.number


class Contract(TenantModel):
    """An agreement between the client and a carrier."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="contracts")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField("contract number", max_length=80)
    title = models.CharField(max_length=160, blank=True)
    term = DateRangeField(null=True, blank=True, help_text="First and last day.")
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    prorates_disconnects = models.BooleanField(
        "the last month is billed by the day",
        default=False,
        help_text="Only when the contract says so is a month that contains the disconnect "
        "claimed pro rata.",
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["carrier__name", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "carrier", "number"], name="one_contract_per_number_at_a_carrier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.number}"


class ContractDocument(TenantModel):
    """A signed paper that belongs to a contract."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=160)
    signed_on = models.DateField(null=True, blank=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    # The portal names the paper that a rate stands in; it does not hand it out.
    wall = Wall(portal="SELECT (id, client_id, title)")

    class Meta:
        ordering = ["signed_on", "pk"]

    def __str__(self) -> str:
        return self.title


class ContractRate(TenantModel):
    """The agreed unit price of a charge, for a time.

    The most specific row that fits a bill line wins: one for the service, then
    one for the site, then one that names a contract, then the charge code alone.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="rates")
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="rates")
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="rates"
    )
    charge_code = models.CharField(max_length=60)
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="rates"
    )
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="rates"
    )
    rate = models.DecimalField(validators=[MinValueValidator(0)], **UNIT_PRICE)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    valid = DateRangeField("valid", help_text="First and last day.")
    document = models.ForeignKey(
        ContractDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="rates"
    )
    page = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )

    # The company's own prices, which its findings are held against.
    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["carrier__name", "charge_code", "valid"]
        constraints = [
            ExclusionConstraint(
                name="one_rate_per_day_and_specificity",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    ("carrier", RangeOperators.EQUAL),
                    ("charge_code", RangeOperators.EQUAL),
                    (Coalesce("contract_id", 0), RangeOperators.EQUAL),
                    (Coalesce("site_id", 0), RangeOperators.EQUAL),
                    (Coalesce("service_id", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another rate for the same charge already covers some "
                "of these days.",
            )
        ]
        indexes = [
            models.Index(fields=["client", "carrier", "charge_code"], name="rate_by_charge_code")
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.charge_code} at {self.rate.normalize():f}"


class PublicFee(models.Model):
    """A fee or tax rate set by an authority, for a time; the same for every client."""

    class Unit(models.TextChoices):
        PERCENT = "percent", "per cent of the base"
        AMOUNT = "amount", "amount per unit"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    authority = models.CharField(max_length=120, help_text="Who sets it, such as FCC.")
    code = models.CharField(max_length=40, help_text="Short name, such as FUSF.")
    title = models.CharField(max_length=160)
    rate = models.DecimalField(validators=[MinValueValidator(0)], **UNIT_PRICE)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.PERCENT)
    valid = DateRangeField(help_text="First and last day.")
    source = models.CharField(max_length=300, help_text="The publication it comes from.")
    published_on = models.DateField(null=True, blank=True)

    wall = OpenTable(
        "public facts, the same for every client",
        portal="SELECT",
        staff="SELECT, INSERT, UPDATE, DELETE",
        worker="SELECT, INSERT, UPDATE, DELETE",
    )

    class Meta:
        ordering = ["code", "-valid"]
        constraints = [
            ExclusionConstraint(
                name="one_public_fee_per_day",
                expressions=[
                    ("authority", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another rate of this fee already covers some of these "
                "days.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.rate.normalize():f}"
