"""Which credits and matches a list shows."""

from django.db.models import F

from retainer.lib.tenancy.models import TenantQuerySet


class CreditQuerySet(TenantQuerySet):
    """What came back."""

    def gives(self) -> "CreditQuerySet":
        """Money that came back, without the charges that take it again."""
        return self.exclude(kind="charged_again")

    def unmatched(self) -> "CreditQuerySet":
        """Of which something is left that no match holds."""
        return self.gives().filter(taken__lt=F("amount"))

    def for_list(self) -> "CreditQuerySet":
        return self.select_related("client", "carrier", "account", "invoice")


class MatchQuerySet(TenantQuerySet):
    """What stands for which dispute."""

    def proposed(self) -> "MatchQuerySet":
        """What a person is asked about; tax goes with the credit it stands beside."""
        return self.filter(state="proposed", beside=None)

    def confirmed(self) -> "MatchQuerySet":
        return self.filter(state="confirmed")

    def for_list(self) -> "MatchQuerySet":
        """With everything a row says."""
        return self.select_related(
            *("credit__invoice", "credit__account", "credit__carrier"),
            *("dispute__client", "dispute__carrier", "dispute__account", "decided_by"),
        ).prefetch_related("tax_beside__credit__invoice")
