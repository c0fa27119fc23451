"""What the page of a dispute shows of its credits, and of other disputes about the same."""

from django.db.models import QuerySet

from billing_audit.money.credit_models import CreditMatch
from billing_audit.money.credit_querysets import MatchQuerySet
from billing_audit.money.models import Dispute, DisputeItem


def matches_of(dispute: Dispute) -> MatchQuerySet:
    """Its credits and what reversed them, in the order they came."""
    matches = CreditMatch.objects.filter(dispute=dispute, beside=None).for_list()
    return matches.order_by("credit__on", "pk")


def others_about(items: list[DisputeItem]) -> QuerySet[Dispute]:
    """Other disputes about the same errors: earlier ones, or those after they came back."""
    findings = {item.finding_id for item in items}
    own = {item.dispute_id for item in items}
    others = Dispute.objects.filter(items__finding__in=findings).exclude(pk__in=own)
    return others.distinct().order_by("pk")
