"""What a bill line charges for."""

from django.db import models


class ChargeType(models.IntegerChoices):
    """The one vocabulary of charge types, as small integers; names are those of the stream."""

    RECURRING = 1, "recurring"
    USAGE = 2, "usage"
    ONE_TIME = 3, "one_time"
    TAX = 4, "tax"
    SURCHARGE = 5, "surcharge"
    FEE = 6, "fee"
    CREDIT = 7, "credit"
    ADJUSTMENT = 8, "adjustment"
    LATE_FEE = 9, "late_fee"
    MEMO = 10, "memo"

    @property
    def in_words(self) -> str:
        """As people say it."""
        return self.name.lower().replace("_", "-" if self == self.ONE_TIME else " ")
