"""Which findings the client agreed to ask back, and which still wait for its word."""

from decimal import Decimal

from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from clients.advice.querysets import PUT_AWAY
from retainer.lib.tenancy.models import TenantQuerySet


class AdvisedFindingQuerySet(TenantQuerySet):
    """Findings within recommendations."""

    def accepted(self) -> "AdvisedFindingQuerySet":
        """Those the client accepted by the decision that stands now, what it left out excluded.

        A dispute may be opened only for a finding of these: ``part.money`` is what the client
        agreed to, ``part.recommendation`` where, and ``part.recommendation.standing`` the
        decision with its option, person and limit.
        """
        place = Func(
            F("part__recommendation__standing__left_out"),
            F("part_id"),
            function="array_position",
            output_field=IntegerField(),
        )
        agreed = self.filter(part__recommendation__state="accepted")
        return agreed.alias(left_out_at=place).filter(left_out_at__isnull=True)

    def agreed(self) -> dict[int, Decimal]:
        """By finding, how much of it the client accepted to ask back."""
        parts = self.accepted().order_by()
        return dict(parts.values_list("finding").annotate(money=Sum("part__money")))

    def live(self) -> "AdvisedFindingQuerySet":
        """Those of drafts and of recommendations that were not put away."""
        return self.exclude(part__recommendation__state__in=PUT_AWAY)

    def settling(self) -> "AdvisedFindingQuerySet":
        """Those that leave nothing to be asked now: they wait, or the client left them.

        What the client accepted and the carrier has is asked no more; what the finding grew by
        since is a question of its own.
        """
        sent = self.accepted().filter(part__recommendation__submitted_at__isnull=False)
        return self.live().exclude(pk__in=sent.values("pk"))


def with_to_ask(findings: QuerySet) -> QuerySet:
    """Findings with ``to_ask``: what of each is confirmed and the client has not agreed to yet."""
    advised = findings.model._meta.get_field("advised").related_model.objects
    agreed = advised.accepted().filter(finding=OuterRef("pk"), client=OuterRef("client")).order_by()
    sums = agreed.values("finding").annotate(sum=Sum("part__money")).values("sum")
    return findings.annotate(
        to_ask=F("claimed") - F("grown") - Coalesce(Subquery(sums), Value(Decimal(0)))
    )


def accepted_by_client(findings: QuerySet) -> QuerySet:
    """Of these findings, the valid ones that the client accepted to dispute.

    Money of a finding is disputed only with the client's word: submit a dispute for nothing
    else, and for no more than ``finding.advised.agreed()`` says.  When the first dispute of a
    recommendation is submitted to the carrier, call
    ``clients.advice.services.note_submitted``: from then on the decision cannot be reversed.
    """
    advised = findings.model._meta.get_field("advised").related_model.objects
    agreed = advised.accepted().filter(finding=OuterRef("pk"), client=OuterRef("client"))
    return findings.filter(Exists(agreed), state="valid")
