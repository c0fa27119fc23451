"""Rows that the practice keeps to itself: for a client user there are none."""

from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from retainer.lib.tenancy.models import TenantQuerySet


class BetweenUs(TenantQuerySet):
    """What only people of the practice may read; the database's wall says the same."""

    def visible_to(self, user: Any) -> "BetweenUs":
        return super().visible_to(user) if user.is_practice else self.none()


class StakeholderQuerySet(BetweenUs):
    """People we meet at clients."""

    def there(self) -> "StakeholderQuerySet":
        """Those who have not left."""
        return self.filter(left_on=None)

    def for_list(self) -> "StakeholderQuerySet":
        """With ``due``: the day of the next step, or the end of time where none is agreed."""
        return self.select_related("client").annotate(
            due=Coalesce("next_on", Value(date.max)),
        )
