"""Which bids a page shows."""

from django.db.models import F

from retainer.lib.tenancy.models import TenantQuerySet


class BidQuerySet(TenantQuerySet):
    """Bids by their outside; their envelopes are read one by one, and each look is kept."""

    def standing(self) -> "BidQuerySet":
        """Those that count: neither replaced nor withdrawn, and admitted if they came late."""
        return self.filter(state="submitted")

    def for_list(self) -> "BidQuerySet":
        """With whose they are, and who had what to do with them."""
        return self.annotate(
            company=F("bidder__name"),
            of_version=F("version__number"),
            sender=F("person__name"),
            receiver=F("received_by__name"),
            admitter=F("admitted_by__name"),
        )

    def for_bidder(self) -> "BidQuerySet":
        """The same for its own bidder, who reads nobody of our side."""
        return self.annotate(of_version=F("version__number"), sender=F("person__name"))
