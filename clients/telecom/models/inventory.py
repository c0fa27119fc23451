"""What the client has and is billed for: carriers, accounts, sites and services."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Upper

from clients.people.models import CURRENCY, Client
from clients.telecom.models.units import UNIT_PRICE
from retainer.lib.tenancy import OpenTable, Wall
from retainer.lib.tenancy.models import TenantModel


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
    contract = models.ForeignKey(
        "clients.Contract",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        help_text="Whose terms hold for its bills; empty: the carrier's only contract.",
    )
    legal_entity = models.CharField(
        max_length=160, blank=True, help_text="Whose account it is, where taxes differ by entity."
    )

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


class Device(models.TextChoices):
    """What a mobile line is in."""

    PHONE = "phone", "Phone"
    TABLET = "tablet", "Tablet or laptop"
    ROUTER = "router", "Router or hotspot"
    SENSOR = "sensor", "Sensor or other machine"


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

    #: A loop, router or number block belongs to the service it is part of.
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="components",
        help_text="The service it is a part of.",
    )
    far_end = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="far_ends"
    )
    redundancy_group = models.CharField(
        max_length=60, blank=True, help_text="Services that back each other up share a name."
    )
    speed_mbps = models.DecimalField(
        "speed, Mbit/s", null=True, blank=True, max_digits=12, decimal_places=3
    )
    seats = models.PositiveIntegerField("seats or working lines", null=True, blank=True)
    assigned_to = models.CharField(
        max_length=120, blank=True, help_text="A person, or a role such as lobby phone."
    )
    unassigned_on = models.DateField(
        null=True, blank=True, help_text="When that person left or gave it back."
    )
    kept_because = models.CharField(
        "kept on purpose because",
        max_length=120,
        blank=True,
        help_text="Such as elevator phone, alarm line, spare, sub-let site.",
    )
    suspended = DateRangeField(null=True, blank=True, help_text="First and last day.")
    suspended_rate = models.DecimalField(
        "monthly rate while suspended", null=True, blank=True, **UNIT_PRICE
    )
    device = models.CharField(max_length=6, choices=Device, blank=True)
    equipment_id = models.CharField("IMEI or asset number", max_length=60, blank=True)
    sim = models.CharField("SIM (ICCID)", max_length=40, blank=True)
    equipment_ours_on = models.DateField(
        "equipment bought or returned on",
        null=True,
        blank=True,
        help_text="From then on no rental is due.",
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
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="a_service_is_not_a_part_of_itself",
                violation_error_message="A service is not a part of itself.",
            ),
        ]
        indexes = [models.Index(fields=["client", "state"], name="service_by_state")]

    def __str__(self) -> str:
        return self.number
