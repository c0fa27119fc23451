"""Which metrics and which of their definitions a page shows."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from retainer.lib.tenancy.models import TenantQuerySet


class MetricQuerySet(TenantQuerySet):
    """The metrics of relationships."""

    def active(self) -> "MetricQuerySet":
        """Measured now: defined, activated and not retired."""
        return self.activated().filter(retired_from=None)

    def activated(self) -> "MetricQuerySet":
        """Defined and activated at least once: only these do client users meet."""
        definitions = self.model._meta.get_field("definitions").related_model.objects
        return self.filter(Exists(definitions.activated().filter(metric=OuterRef("pk"))))

    def for_list(self) -> "MetricQuerySet":
        """With everything a row says: its version, its last value, what is drafted."""
        definitions = self.model._meta.get_field("definitions").related_model.objects
        values = self.model._meta.get_field("values").related_model.objects
        of_metric = definitions.filter(metric=OuterRef("pk"))
        last = values.filter(metric=OuterRef("pk")).order_by("-month")
        active = of_metric.filter(activated_at__isnull=False).order_by("-from_month")
        return self.select_related("client", "relationship", "contract").annotate(
            carrier_name=F("contract__carrier__name"),
            objective_said=F("objective__sentence"),
            active_id=Subquery(active.values("pk")[:1]),
            unit=Subquery(active.values("unit")[:1]),
            target=Subquery(active.values("target")[:1]),
            has_draft=Exists(of_metric.filter(activated_at=None)),
            latest=Subquery(last.values("value")[:1]),
            latest_month=Subquery(last.values("month")[:1]),
            latest_outcome=Subquery(last.values("outcome")[:1]),
            missed=Count("values", filter=~Q(values__outcome="met")),
        )


class DefinitionQuerySet(TenantQuerySet):
    """Versions of how metrics are reckoned."""

    def activated(self) -> "DefinitionQuerySet":
        return self.filter(activated_at__isnull=False)

    def of_month(self, month: date) -> "DefinitionQuerySet":
        """The version that holds in a month comes first."""
        return self.activated().filter(from_month__lte=month).order_by("-from_month")
