"""Which obligations a page shows."""

from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from retainer.lib.tenancy.models import TenantQuerySet

#: What is due within so many days is due soon.
SOON = timedelta(days=14)
#: The order of a list: by the day it is due; what is never due again comes last.
ORDER = ("moment", "id")
ENDED = Q(is_active=False) | Q(relationship__is_active=False)


class ObligationQuerySet(TenantQuerySet):
    """What somebody owes."""

    def open(self) -> "ObligationQuerySet":
        """What is due again, of relationships that are lived."""
        lived = self.filter(next_due__isnull=False, client__archived_at=None)
        return lived.exclude(ENDED)

    def done_for_good(self) -> "ObligationQuerySet":
        return self.filter(next_due=None).exclude(ENDED)

    def ended(self) -> "ObligationQuerySet":
        """What is owed no more, with its relationship or before it."""
        return self.filter(ENDED)

    def overdue(self, today: date) -> "ObligationQuerySet":
        return self.open().filter(next_due__lt=today)

    def soon(self, today: date) -> "ObligationQuerySet":
        return self.open().filter(next_due__range=(today, today + SOON))

    def for_list(self) -> "ObligationQuerySet":
        """With what a row says; whoever did it last by name, which clients may read."""
        done = self.model._meta.get_field("fulfilments").related_model.objects
        last = done.filter(obligation=OuterRef("pk"), taken_back_at=None).order_by("-due_on")
        return self.select_related("client", "relationship").annotate(
            moment=Coalesce("next_due", date.max),
            owner_name=F("relationship__their_owner__name"),
            last_done_on=Subquery(last.values("done_on")[:1]),
        )
