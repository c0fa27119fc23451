"""What the terms of a contract that hold for a time have in common."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce

from clients.telecom.models.contracts import Contract, ContractDocument
from retainer.lib.tenancy import Wall
from retainer.lib.tenancy.models import TenantModel


def one_a_day(name: str, *what: str, optional: Sequence[str] = (), message: str) -> Any:
    """No day has two answers to ``what``; ``optional`` are keys that may be empty."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            ("contract", RangeOperators.EQUAL),
            *((field, RangeOperators.EQUAL) for field in what),
            *((Coalesce(f"{field}_id", 0), RangeOperators.EQUAL) for field in optional),
            ("valid", RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


class Term(TenantModel):
    """A clause of a contract that holds from one day to another, and where it is written."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="%(class)ss")
    valid = DateRangeField("valid", help_text="First and last day.")
    document = models.ForeignKey(
        ContractDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    page = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )

    # What the company agreed, which its findings are held against.
    wall = Wall(portal="SELECT")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.in_words()

    def in_words(self) -> str:
        """The clause as one would say it."""
        raise NotImplementedError
