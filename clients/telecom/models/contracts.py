"""What was agreed with carriers: contracts, their signed papers, the agreed prices."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce

from clients.files.models import StoredFile
from clients.people.models import CURRENCY, Client
from clients.telecom.models.clauses import Clauses
from clients.telecom.models.inventory import Carrier, Service, Site
from clients.telecom.models.units import UNIT_PRICE
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class Contract(TenantModel, Clauses):
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
