"""Which transitions and milestones a page shows, and in which order."""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When

from retainer.lib.tenancy.models import TenantQuerySet

#: The order of a list: where the two sides disagree, under way, over; each by its day.
ORDER = ("rank", "ready_on", "id")
DISAGREED = ~Q(client_colour="") & ~Q(provider_colour="") & ~Q(client_colour=F("provider_colour"))


class TransitionQuerySet(TenantQuerySet):
    """Changes of a provider or a service."""

    def in_order(self) -> "TransitionQuerySet":
        """With their place in a list: a disagreement comes first."""
        milestone = self.model._meta.get_field("milestones").related_model
        own = milestone.objects.filter(DISAGREED, transition=OuterRef("pk"), done_on=None)
        rank = Case(
            When(~Q(verdict=""), then=Value(2)),
            When(Exists(own), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return self.annotate(rank=rank)

    def for_list(self) -> "TransitionQuerySet":
        """With what a row counts."""
        open_ones = Q(milestones__done_on=None)
        disagreed = Q(
            ~Q(milestones__client_colour=""),
            ~Q(milestones__provider_colour=""),
            ~Q(milestones__client_colour=F("milestones__provider_colour")),
        )
        return self.select_related("client").annotate(
            steps=Count("milestones"),
            open_steps=Count("milestones", filter=open_ones),
            disagreements=Count("milestones", filter=open_ones & disagreed),
        )


class MilestoneQuerySet(TenantQuerySet):
    """Steps of transitions."""

    def in_order(self) -> "MilestoneQuerySet":
        """What the sides disagree on first, what is done last, each by its day."""
        rank = Case(
            When(done_on__isnull=False, then=Value(2)),
            When(DISAGREED, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return self.annotate(rank=rank).order_by("rank", "due_on", "pk")
