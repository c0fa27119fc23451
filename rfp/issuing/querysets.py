"""Which issues of a request a page shows."""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from retainer.lib.tenancy.models import TenantQuerySet

#: How long a worker may take to draw before another one is told.
PATIENCE = timedelta(minutes=5)


class CandidateQuerySet(TenantQuerySet):
    """Requests as they were put forward."""

    def standing(self) -> "CandidateQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class IssuedVersionQuerySet(TenantQuerySet):
    """Requests as they were issued."""

    def for_list(self) -> "IssuedVersionQuerySet":
        """With their files and who issued them."""
        return self.select_related("client", "rfp", "pdf", "docx", "xlsx", "ocds").annotate(
            issuer=F("issued_by__name")
        )

    def for_bidders(self) -> "IssuedVersionQuerySet":
        """With their files, and nothing that bidders may not read."""
        from_row = ("number", "told", "changed", "issued_at", "rfp_id")
        return self.select_related("pdf", "docx", "xlsx").only(*from_row, "pdf", "docx", "xlsx")

    def forgotten(self, now: datetime | None = None) -> "IssuedVersionQuerySet":
        """Those whose files would be there by now if a worker had been told of them."""
        lacking = Q(pdf=None) | Q(docx=None) | Q(xlsx=None) | Q(ocds=None)
        return self.filter(lacking, issued_at__lt=(now or timezone.now()) - PATIENCE)
