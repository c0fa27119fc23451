"""What the client accepted: which charges may be disputed, up to how much, and who said so."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Least

from billing_audit.advising.models import AdvisedFinding
from billing_audit.advising.querysets import accepted_by_client
from billing_audit.findings.models import Finding, Occurrence
from billing_audit.findings.querysets import FindingQuerySet
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.models import DisputeItem
from clients.advice.models import Decision, Recommendation
from clients.advice.services import locked, note_submitted
from clients.people.models import User


def accepted(findings: FindingQuerySet) -> FindingQuerySet:
    """Those among the findings that the client wants disputed; the one place that decides it."""
    return accepted_by_client(findings)


def agreed(findings: Iterable[int]) -> dict[int, Decimal]:
    """By finding, how much the client agreed to ask back and no dispute asks for yet.

    Below nothing where a dispute asks for more, because the client took back what it had agreed to.
    """
    findings = set(findings)
    money = AdvisedFinding.objects.filter(finding__in=findings).agreed()
    held = DisputeItem.objects.filter(finding__in=findings, holds=True)
    asked = dict(held.order_by().values_list("finding").annotate(sum=Sum("disputed")))
    nothing = Decimal(0)
    return {key: money.get(key, nothing) - asked.get(key, nothing) for key in findings}


def disputable(findings: FindingQuerySet) -> QuerySet[Occurrence]:
    """The charges that could be disputed now, each with ``asked``: what may be asked back.

    What a finding grew by since a person judged it is left out until somebody looked at it.
    """
    return not_held(
        Occurrence.objects.filter(
            finding__in=accepted(findings.errors().standing()), supporting=False
        )
        .annotate(asked=Least(F("claimed"), F("confirmed")))
        .filter(asked__gt=Decimal(0))
    )


def not_held(charges: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Charges that no open or won dispute holds."""
    held = DisputeItem.objects.filter(
        client=OuterRef("client"),
        check_code=OuterRef("check_code"),
        invoice=OuterRef("invoice"),
        rule=OuterRef("rule"),
        holds=True,
    ).alias(line=Coalesce("line_id", Value(0)))
    return charges.filter(~Exists(held.filter(line=Coalesce(OuterRef("line_id"), Value(0)))))


def decisions(findings: Iterable[int]) -> QuerySet[Decision]:
    """The client's decisions that these findings are disputed by."""
    accepted_parts = AdvisedFinding.objects.accepted().filter(finding__in=set(findings))
    standing = accepted_parts.values("part__recommendation__standing")
    return Decision.objects.filter(pk__in=standing).select_related("right_of", "recommendation")


def note_sent(findings: Iterable[int], sent_by: User) -> None:
    """What the client decided about them lies with the carrier: it is taken back no more.

    Nothing goes out that the client took back since the draft was made.  It is looked at only when
    the decisions are held, so that nobody takes one back in between.
    """
    findings = set(findings)
    for decision in decisions(findings).order_by("pk"):
        asked = locked(decision.recommendation)
        if asked.state == Recommendation.State.ACCEPTED:  # not taken back while we waited for it
            note_submitted(recommendation=asked, submitted_by=sent_by)
    beyond = [finding for finding, money in agreed(findings).items() if money < 0]
    if beyond:
        first = Finding.objects.filter(pk__in=beyond).order_by("pk").first()
        raise DisputeRefused(
            f"The client has taken back its word on {first.subject}, or on a part of it. Leave it "
            "out of the draft, or ask the client again."
        )
