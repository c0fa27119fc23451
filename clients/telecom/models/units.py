"""How prices, percentages and terms are kept."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models

#: Unit prices keep eight decimals: carriers print per-second rates with seven.
UNIT_PRICE = {"max_digits": 18, "decimal_places": 8}
#: A sum of money.
MONEY = {"max_digits": 18, "decimal_places": 2}


def percent_field(name: str, help_text: str, *, optional: bool = True) -> models.DecimalField:
    """Per cent as the paper writes it: 12.5 for 12.5%."""
    return models.DecimalField(
        name,
        max_digits=9,
        decimal_places=4,
        null=optional,
        blank=optional,
        help_text=help_text,
        validators=[MinValueValidator(Decimal(0))],
    )


def small_field(name: str, help_text: str) -> models.PositiveSmallIntegerField:
    """A number of days or months that a contract may state; ``help_text`` names the unit."""
    return models.PositiveSmallIntegerField(name, null=True, blank=True, help_text=help_text)


def codes_field(name: str, help_text: str) -> ArrayField:
    """Charge codes as bills print them."""
    return ArrayField(
        models.CharField(max_length=60),
        verbose_name=name,
        default=list,
        blank=True,
        help_text=help_text,
    )
