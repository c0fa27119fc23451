"""The client's word on findings, written as the client writes it: by the portal's role."""

from django.utils import timezone

from billing_audit.models import AdvisedFinding, Finding
from clients.advice.deciding import reverse
from clients.advice.models import AdviceOption
from clients.models import (
    AdvicePart,
    Decision,
    DecisionRight,
    Membership,
    Recommendation,
    User,
)
from retainer.lib.tenancy import acting_as


def agree_to(finding: Finding, author: User, option: str = "withhold") -> Decision:
    """Ola of the finding's client, who may decide without limit, accepts to dispute it."""
    advice = Recommendation.objects.create(
        client_id=finding.client_id,
        kind="dispute",
        title="Ask it back",
        found="Billed too dear.",
        advice="Dispute it.",
        if_nothing="It is lost.",
        money=finding.claimed,
        currency=finding.currency,
        author=author,
    )
    part = AdvicePart.objects.create(
        client_id=finding.client_id,
        recommendation=advice,
        position=1,
        title=finding.subject,
        money=finding.claimed,
    )
    AdviceOption.objects.create(
        client_id=finding.client_id,
        recommendation=advice,
        position=1,
        title="Dispute it",
        code=option,
        is_advised=True,
    )
    AdvisedFinding.objects.create(client_id=finding.client_id, part=part, finding=finding)
    advice.state, advice.published_at = Recommendation.State.OPEN, timezone.now()
    advice.save()
    return _accept(advice, ola(finding))


def take_back(finding: Finding) -> Decision:
    """Ola takes back what she accepted."""
    asked = Recommendation.objects.get(parts__advised__finding=finding)
    person = ola(finding)
    with acting_as("portal", clients=[finding.client_id], user_id=person.pk):
        return reverse(recommendation=asked, decided_by=person)


def ola(finding: Finding) -> User:
    known = User.objects.filter(email="ola@client.test").first()
    if known is None:
        known = User.objects.create_user("ola@client.test", name="Ola Olsen", kind="client")
    rights = {"client_id": finding.client_id, "user": known}
    Membership.objects.get_or_create(**rights, defaults={"role": "executive"})
    DecisionRight.objects.get_or_create(**rights, subject="dispute")
    return known


def _accept(advice: Recommendation, person: User) -> Decision:
    with acting_as("portal", clients=[advice.client_id], user_id=person.pk):
        decision = Decision.objects.create(
            client_id=advice.client_id,
            recommendation_id=advice.pk,
            outcome="accepted",
            option=advice.options.get(),
            money=advice.money,
            currency=advice.currency,
            decided_by=person,
            right_of=person,
            via="page",
        )
        Recommendation.objects.filter(pk=advice.pk).update(state="accepted", standing=decision)
    return decision
