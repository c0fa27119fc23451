"""Which relationships a page shows."""

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from retainer.lib.tenancy.models import TenantQuerySet

#: The order of a list: those that are lived first, then by name.
ORDER = ("has_ended", "name", "id")


class RelationshipQuerySet(TenantQuerySet):
    """Whom clients work with."""

    def for_list(self) -> "RelationshipQuerySet":
        """With the names a row says; of people and carriers a client user reads nothing else."""
        ended = ExpressionWrapper(Q(is_active=False), output_field=BooleanField())
        return self.select_related("client").annotate(
            has_ended=ended,
            carrier_name=F("carrier__name"),
            contract_number=F("contract__number"),
            our_owner_name=F("our_owner__name"),
            our_sponsor_name=F("our_sponsor__name"),
            their_owner_name=F("their_owner__name"),
            their_sponsor_name=F("their_sponsor__name"),
        )
