"""Which renegotiations and reviews of providers a page shows."""

from django.db.models import F, OuterRef, Subquery

from retainer.lib.tenancy.models import TenantQuerySet


class RenegotiationQuerySet(TenantQuerySet):
    """Prices that are or were asked for anew."""

    def for_list(self) -> "RenegotiationQuerySet":
        """With everything a row of a list says; client users read of carriers the name alone."""
        return self.select_related(
            "client", "rate__contract", "rate__site", "rate__service"
        ).annotate(carrier_name=F("rate__carrier__name"))


class ReviewPlanQuerySet(TenantQuerySet):
    """How often providers are looked at."""

    def for_list(self) -> "ReviewPlanQuerySet":
        """With the provider's name and what its last review came to."""
        reviews = self.model._meta.get_field("reviews").related_model.objects
        last = reviews.filter(plan=OuterRef("pk")).order_by("-held_on")
        return self.select_related("client").annotate(
            carrier_name=F("carrier__name"),
            last_on=Subquery(last.values("held_on")[:1]),
            last_result=Subquery(last.values("result")[:1]),
        )
