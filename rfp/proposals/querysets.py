"""Which proposals a page shows, and how each stands."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.utils import timezone

from retainer.lib.tenancy.models import TenantQuerySet

#: How long a worker may take to draw before another one is told.
PATIENCE = timedelta(minutes=5)


def _standing(prefix: str) -> Case:
    """How a version stands, by what was said of it and by the day."""
    return Case(
        When(**{f"{prefix}outcome__isnull": False}, then=F(f"{prefix}outcome")),
        When(**{f"{prefix}withdrawn__isnull": False}, then=Value("withdrawn")),
        When(**{f"{prefix}until__lt": timezone.localdate()}, then=Value("expired")),
        When(**{f"{prefix}until__isnull": False}, then=Value("put")),
        default=Value("draft"),
        output_field=CharField(),
    )


class ProposalQuerySet(TenantQuerySet):
    """Proposals while they are written."""

    def for_list(self) -> "ProposalQuerySet":
        """With the latest version of each, and how that stands."""
        versions = apps.get_model("rfp", "ProposalVersion").objects
        latest = versions.filter(proposal=OuterRef("pk")).order_by("-number")
        columns = {
            "latest": "number",
            "latest_withdrawn": "withdrawn_at",
            "latest_until": "valid_until",
            "latest_outcome": "verdict__outcome",
            "said_by": "verdict__decided_by__name",
            "said_at": "verdict__decided_at",
            "latest_money": "money",
        }
        told = {name: Subquery(latest.values(column)[:1]) for name, column in columns.items()}
        return (
            self.select_related("client", "project")
            .annotate(**told)
            .annotate(standing=_standing("latest_"))
        )


class VersionQuerySet(TenantQuerySet):
    """Proposals as they were put to clients."""

    def for_list(self) -> "VersionQuerySet":
        """With the client's word and how each stands; of people the name alone."""
        newer = self.model.objects.filter(proposal=OuterRef("proposal_id")).order_by("-number")
        return (
            self.select_related("client", "pdf")
            .annotate(
                v_outcome=F("verdict__outcome"),
                v_withdrawn=F("withdrawn_at"),
                v_until=F("valid_until"),
                said_by=F("verdict__decided_by__name"),
                said_at=F("verdict__decided_at"),
                latest=Subquery(newer.values("number")[:1]),
            )
            .annotate(
                standing=Case(
                    When(v_outcome__isnull=True, number__lt=F("latest"), then=Value("superseded")),
                    default=_standing("v_"),
                    output_field=CharField(),
                )
            )
        )

    def newest(self) -> "VersionQuerySet":
        """Of each proposal the last one; after ``for_list``."""
        return self.filter(number=F("latest"))

    def forgotten(self, now: datetime | None = None) -> "VersionQuerySet":
        """Those whose paper would be there by now if a worker had been told of them."""
        return self.filter(pdf=None, issued_at__lt=(now or timezone.now()) - PATIENCE)
