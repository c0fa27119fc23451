"""Papers that bear on many bills: tax certificates, and the carrier's own service records."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Coalesce

from clients.files.models import StoredFile
from clients.people.models import Client
from clients.telecom.models.inventory import BillingAccount, Carrier
from clients.telecom.models.units import UNIT_PRICE
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


class TaxCertificate(TenantModel):
    """A legal entity of the client is free of one tax or fee, for a time.

    A certificate is for one tax and one entity, and it binds a carrier from the
    day that the carrier was given it.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField("certificate number", max_length=80)
    tax = models.CharField(
        "tax or fee", max_length=60, help_text="The code or words by which bills charge it."
    )
    jurisdiction = models.CharField(
        max_length=60, blank=True, help_text="As bills print it; empty for everywhere."
    )
    legal_entity = models.CharField(max_length=160)
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        help_text="Who was given it; empty for every carrier.",
    )
    given_on = models.DateField("given to the carrier on", null=True, blank=True)
    valid = DateRangeField(help_text="First and last day.")
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    wall = Wall(portal="SELECT")

    class Meta:
        ordering = ["tax", "-valid"]
        constraints = [
            ExclusionConstraint(
                name="one_certificate_per_tax_and_day",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    ("tax", RangeOperators.EQUAL),
                    ("jurisdiction", RangeOperators.EQUAL),
                    ("legal_entity", RangeOperators.EQUAL),
                    (Coalesce("carrier_id", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Another certificate for the same tax and legal entity "
                "already covers some of these days.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.tax}"


class CustomerServiceRecord(TenantModel):
    """What the carrier itself has on file for a billing telephone number, on one day (CSR)."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="service_records")
    account = models.ForeignKey(
        BillingAccount, on_delete=models.PROTECT, related_name="service_records"
    )
    btn = models.CharField("billing telephone number", max_length=40)
    as_of = models.DateField(help_text="The day the carrier printed it.")

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name = "service record"
        ordering = ["btn", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "btn", "as_of"], name="one_service_record_per_number_and_day"
            )
        ]

    def __str__(self) -> str:
        return self.btn


class ServiceRecordLine(TenantModel):
    """One code on a service record: what the carrier says it provides and charges monthly."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(
        CustomerServiceRecord, on_delete=models.CASCADE, related_name="lines"
    )
    telephone_number = models.CharField(max_length=40)
    usoc = models.CharField("USOC", max_length=20)
    quantity = models.PositiveIntegerField(default=1)
    pic = models.CharField(
        "PIC", max_length=8, blank=True, help_text="The chosen long-distance carrier's code."
    )
    lpic = models.CharField(
        "LPIC", max_length=8, blank=True, help_text="The same for calls within the area."
    )
    monthly_rate = models.DecimalField(null=True, blank=True, **UNIT_PRICE)

    wall = Wall(portal="SELECT")

    class Meta:
        verbose_name = "code"
        ordering = ["telephone_number", "usoc"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "telephone_number", "usoc"],
                name="a_code_stands_once_per_number_on_a_service_record",
            )
        ]

    def __str__(self) -> str:
        return f"{self.telephone_number} {self.usoc}"
