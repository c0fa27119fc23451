"""Which sourcing decisions a page shows."""

from typing import Any

from django.db.models import F

from retainer.lib.tenancy.models import TenantQuerySet

#: What still leads somewhere.
LIVE = ("draft", "put", "approved")


class SourcingQuerySet(TenantQuerySet):
    """Decisions to buy."""

    def visible_to(self, user: Any) -> "SourcingQuerySet":
        """A client user meets what was put to them; a draft does not exist for them."""
        seen = super().visible_to(user)
        return seen.filter(put_at__isnull=False) if user.is_client_user else seen

    def waiting(self) -> "SourcingQuerySet":
        """What needs the client's word now."""
        return self.filter(state="put")

    def live(self) -> "SourcingQuerySet":
        """Without what was declined, withdrawn or superseded."""
        return self.filter(state__in=LIVE)

    def for_list(self) -> "SourcingQuerySet":
        """With everything a row says; of people the name alone, which clients may read."""
        return self.select_related("client").annotate(
            owner_name=F("owner__name"),
            said_by=F("verdict__decided_by__name"),
            said_at=F("verdict__decided_at"),
        )


class DeclarationQuerySet(TenantQuerySet):
    """What people declared."""

    def visible_to(self, user: Any) -> "DeclarationQuerySet":
        """All for a principal; for anybody else their own."""
        seen = super().visible_to(user)
        return seen if user.is_principal else seen.filter(person=user.pk)


class CaseQuerySet(TenantQuerySet):
    """Cases for buying from one supplier."""

    def visible_to(self, user: Any) -> "CaseQuerySet":
        """A client user meets a case once it is finished."""
        seen = super().visible_to(user)
        return seen.filter(finished_at__isnull=False) if user.is_client_user else seen
