"""Which promises a page shows, and in which order."""

from datetime import date

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Coalesce

from retainer.lib.tenancy.models import TenantQuerySet

#: The order of a list: past their day, to come, broken, kept; each by its day.
ORDER = ("rank", "day", "id")


class PromiseQuerySet(TenantQuerySet):
    """What somebody said would be done."""

    def past_due(self, today: date) -> "PromiseQuerySet":
        """Those whose day is over, and nobody has said whether they were kept."""
        return self.filter(state="open", due_on__lt=today)

    def in_order(self, today: date) -> "PromiseQuerySet":
        """With their place in a list: what is past its day comes first."""
        rank = Case(
            When(state="open", due_on__lt=today, then=Value(0)),
            When(state="open", then=Value(1)),
            When(state="broken", then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return self.annotate(rank=rank, day=Coalesce("due_on", "promised_on"))

    def for_list(self) -> "PromiseQuerySet":
        """With the names a row says; of carriers and people a client user reads nothing else."""
        return self.select_related("client").annotate(
            carrier_name=F("carrier__name"), judged_by_name=F("judged_by__name")
        )
