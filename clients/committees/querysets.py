"""Which committees, meetings, minutes and actions a person meets."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clients.issues.levels import LEVEL_OF, Level
from retainer.lib.tenancy.models import TenantQuerySet


def _reached(user: Any) -> Q:
    """Committees at or below the level of a client user, at each of their companies."""
    order = list(Level)
    found = Q(pk__in=())
    for client_id, role in user.memberships.values_list("client_id", "role"):
        found |= Q(client_id=client_id, level__in=order[: order.index(LEVEL_OF[role]) + 1])
    return found


class CommitteeQuerySet(TenantQuerySet):
    """Who meets whom."""

    def visible_to(self, user: Any) -> "CommitteeQuerySet":
        """Of a client's people those of the level, or above it, and those who sit there."""
        seen = super().visible_to(user)
        if not user.is_client_user:
            return seen
        seated = self.model.objects.filter(seats__person=user.pk, seats__left_on=None)
        return seen.filter(_reached(user) | Q(pk__in=seated.values("pk")))

    def standing(self) -> "CommitteeQuerySet":
        """Those that were not dissolved."""
        return self.filter(dissolved_on=None)

    def for_list(self, now: Any) -> "CommitteeQuerySet":
        """With what a row says: the next meeting, open actions, seats nobody faces."""
        meetings = self.model._meta.get_field("meetings").related_model.objects
        following = meetings.filter(
            committee=OuterRef("pk"), state="planned", starts_at__gte=now
        ).order_by("starts_at")
        actions = self.model._meta.get_field("actions").related_model.objects
        waiting = actions.filter(committee=OuterRef("pk"), done_on=None).order_by()
        counted = waiting.values("committee").annotate(number=Count("pk"), first=Min("due_on"))
        seats = self.model._meta.get_field("seats").related_model.objects.unfaced()
        alone = seats.filter(committee=OuterRef("pk")).order_by().values("committee")
        return self.select_related("client", "relationship").annotate(
            client_name=F("client__name"),
            partner_carrier=F("relationship__carrier__name"),
            next_at=Subquery(following.values("starts_at")[:1]),
            next_id=Subquery(following.values("public_id")[:1]),
            waiting=Coalesce(Subquery(counted.values("number")), 0),
            first_due=Subquery(counted.values("first")),
            alone=Coalesce(Subquery(alone.annotate(number=Count("pk")).values("number")), 0),
        )


class SeatQuerySet(TenantQuerySet):
    """Places in committees."""

    def taken(self) -> "SeatQuerySet":
        """Those that belong to the committee today."""
        return self.filter(left_on=None)

    def unfaced(self) -> "SeatQuerySet":
        """Those of either side without a peer on the other."""
        lonely = Q(party="partner", faces=None) | Q(party="client", faced_by=None)
        return self.taken().filter(
            lonely | Q(faces__left_on__isnull=False) | Q(faced_by__left_on__isnull=False)
        )

    def named(self) -> "SeatQuerySet":
        """With the person's name, which is all a client user reads of somebody."""
        return self.annotate(
            holder=Coalesce("person__name", "name"), holder_kind=F("person__kind")
        ).order_by("position", "pk")


class OfCommittees(TenantQuerySet):
    """Rows that hang on a committee."""

    through = "committee"

    def visible_to(self, user: Any) -> "OfCommittees":
        seen = super().visible_to(user)
        if not user.is_client_user:
            return seen
        return seen.filter(**{f"{self.through}__in": self._committees().visible_to(user)})

    def _committees(self) -> QuerySet:
        model: Any = self.model
        for step in self.through.split("__"):
            model = model._meta.get_field(step).related_model
        return model.objects


class MeetingQuerySet(OfCommittees):
    """Meetings of committees."""

    def for_list(self) -> "MeetingQuerySet":
        return self.select_related(
            "client", "committee__client", "committee__relationship", "minutes__approval"
        ).annotate(partner_carrier=F("committee__relationship__carrier__name"))


class OfMeetings(OfCommittees):
    """Rows that hang on a meeting."""

    through = "meeting__committee"


class MinutesQuerySet(OfMeetings):
    """Minutes; to a client user a draft does not exist."""

    def visible_to(self, user: Any) -> "MinutesQuerySet":
        seen = super().visible_to(user)
        return seen.filter(offered_at__isnull=False) if user.is_client_user else seen


class PackQuerySet(OfMeetings):
    """Packs of meetings; to a client user one that was not sent does not exist."""

    def visible_to(self, user: Any) -> "PackQuerySet":
        seen = super().visible_to(user)
        return seen.filter(sent_at__isnull=False) if user.is_client_user else seen


class ActionQuerySet(OfCommittees):
    """What somebody took on in a committee."""

    def waiting(self) -> "ActionQuerySet":
        return self.filter(done_on=None)

    def overdue(self, today: date) -> "ActionQuerySet":
        return self.waiting().filter(due_on__lt=today)

    def carried_to(self, day: date) -> "ActionQuerySet":
        """What was open when a meeting of that day began."""
        return self.filter(Q(done_on=None) | Q(done_on__gte=day), raised_on__lt=day)

    def owned_by(self, user: Any) -> "ActionQuerySet":
        return self.filter(owner__person=user.pk)

    def for_list(self) -> "ActionQuerySet":
        """With the owner's seat and the names a row says."""
        return self.select_related("client", "committee__relationship", "owner").annotate(
            owner_name=Coalesce("owner__person__name", "owner__name"),
            done_by_name=F("done_by__name"),
        )
