"""What people of the demo ask each other, so that one issue climbed and one is answered."""

from datetime import timedelta

from django.utils import timezone

from clients.issues.services import answer, escalate_unanswered, raise_issue
from clients.models import BillingAccount, Client, Issue, Membership, Practice, User

UNANSWERED = (
    "Disconnected lines are still billed",
    "The carrier confirmed the order in spring. We need to hear who stops the charges, and when.",
)
ANSWERED = (
    "Who orders new lines at the warehouses?",
    "Two lines were ordered without us, outside the contract's prices.",
)
ANSWER = "From now on every order goes through the telecom manager, who asks us for the price."


def ask_like_people(client: Client, consultant: User) -> None:
    """One issue that the operating level left without an answer, and one that was answered."""
    if Issue.objects.filter(client=client).exists():
        return
    now = timezone.now()
    place = Membership.objects.filter(client=client, role=Membership.Role.EXECUTIVE).first()
    account = BillingAccount.objects.filter(client=client).select_related("carrier").first()
    title, text = UNANSWERED
    late = raise_issue(
        client=client,
        title=title,
        text=text,
        carrier=account.carrier if account else None,
        raised_by=place.user if place else consultant,
        at=now - timedelta(days=14),
    )
    if late.due_at <= now:
        with timezone.override(Practice.current().time_zone):  # its words tell the moment
            escalate_unanswered(now=late.due_at)
    title, text = ANSWERED
    asked = raise_issue(client=client, title=title, text=text, raised_by=consultant)
    answer(issue=asked, words=ANSWER, answered_by=consultant)
