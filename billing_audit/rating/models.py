"""Rate decks: what a carrier asks for a minute to anywhere, and since when."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Coalesce

from billing_audit.bills.models import UNIT_PRICE
from billing_audit.rating.querysets import DeckRateQuerySet, SharedQuerySet
from billing_audit.rating.rounding import Method
from clients.people.models import CURRENCY, Client, User
from clients.telecom.models import Carrier, Contract
from retainer.lib.format import count, day
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel

#: How people say it.
ROUNDING = {Method.UP: "up", Method.MIDDLE: "to the nearest", Method.DOWN: "down"}
SECONDS = {"max_digits": 12, "decimal_places": 3}


class SharedModel(TenantModel):
    """A row of one client by its contract, or of no client: then everybody's of the practice."""

    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SharedQuerySet.as_manager()

    wall = Wall(portal="", shared=True)

    class Meta:
        abstract = True


class RateDeck(SharedModel):
    """How a carrier prices calls: the rules that hold for every row of every version."""

    class Pool(models.TextChoices):
        SERVICE = "service", "each service"
        ACCOUNT = "account", "all services of a billing account"
        DECK = "deck", "all services of the client"

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="decks")
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="decks"
    )
    name = models.CharField(max_length=80)
    currency = models.CharField(max_length=3, default="USD", validators=[CURRENCY])
    zone = models.CharField(
        "time zone of the carrier’s clock", max_length=60, default="UTC",
        help_text="UTC, or such as America/New_York. Days, months and time bands follow it.",
    )  # fmt: skip
    home_code = models.CharField(
        "country code of numbers written without one", max_length=4, blank=True,
        validators=[RegexValidator(r"^[1-9]\d{0,3}$", "Write digits only, such as 1 or 44.")],
    )  # fmt: skip
    rounding_method = models.CharField(
        "amounts are rounded",
        max_length=6,
        choices=[(each.value, each.value) for each in Method],
        default=Method.MIDDLE,
    )
    rounding_decimals = models.PositiveSmallIntegerField(
        "to so many decimals", default=4, validators=[MaxValueValidator(8)]
    )
    rounds_each_call = models.BooleanField(
        "each call is rounded",
        default=True,
        help_text="Otherwise the exact costs of a month are summed first.",
    )
    included_minutes = models.DecimalField(
        "included minutes a month", default=0, validators=[MinValueValidator(0)], **SECONDS
    )
    pool = models.CharField(
        "included minutes are shared by", max_length=7, choices=Pool, default=Pool.ACCOUNT
    )
    #: Named parts of the week: ``{"name", "days": [1 is Monday, …], "from": "08:00", "to"}``.
    bands = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["carrier__name", "name"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("client_id", 0), "carrier_id", "name", name="one_deck_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(contract=None) | models.Q(client__isnull=False),
                name="a_deck_by_contract_is_of_a_client",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.name}"

    @property
    def rounding(self) -> str:
        """``rounded to the nearest at 4 decimals``."""
        places = count(self.rounding_decimals, "decimal")
        return f"rounded {ROUNDING[Method(self.rounding_method)]} at {places}"


class DeckVersion(SharedModel):
    """The prices of a deck for a time; no day has two."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    deck = models.ForeignKey(RateDeck, on_delete=models.CASCADE, related_name="versions")
    valid = DateRangeField(help_text="First and last day.")
    source = models.CharField(max_length=255, help_text="Name of the file it was read from.")
    sha256 = models.CharField(max_length=64)
    row_count = models.BigIntegerField(default=0)
    longest_prefix = models.PositiveSmallIntegerField(default=0)
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["deck", "-valid"]
        constraints = [
            ExclusionConstraint(
                name="one_deck_version_per_day",
                expressions=[
                    ("deck", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.deck} {self.days}"

    @property
    def days(self) -> str:
        """``1 Jan 2026 to 31 Mar 2026``, ``from 1 Apr 2026``."""
        begins, ends = self.valid.lower, self.valid.upper
        if ends is None:
            return f"from {day(begins)}"
        return f"{day(begins)} to {day(ends - timedelta(days=1))}"


class DeckRate(SharedModel):
    """The price of a minute to all numbers that begin with the prefix."""

    # Both are found through the constraint below; indexes of their own would double the load.
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    version = models.ForeignKey(
        DeckVersion, on_delete=models.CASCADE, related_name="rates", db_index=False
    )
    prefix = models.CharField(max_length=15)
    destination = models.CharField(max_length=120)
    #: The name of one of the deck's bands; without one the price holds at any other time.
    band = models.CharField(max_length=20)
    #: Holds once so many minutes of the month are used.
    from_minutes = models.DecimalField(default=0, **SECONDS)
    rate = models.DecimalField(**UNIT_PRICE)
    connect_fee = models.DecimalField(default=0, **UNIT_PRICE)
    #: The shortest time that is charged, and the steps behind it, in seconds.
    minimum = models.DecimalField(default=60, **SECONDS)
    increment = models.DecimalField(default=60, **SECONDS)

    objects = DeckRateQuerySet.as_manager()

    class Meta:
        ordering = ["prefix", "band", "from_minutes"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "prefix", "band", "from_minutes"],
                name="one_price_per_prefix_band_and_tier",
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix} at {self.rate.normalize():f}"
