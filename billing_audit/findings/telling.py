"""Tells a client's people that a question about their bills waits for them."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from billing_audit.findings.models import Finding
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client
from clients.notices.services import notify
from clients.people.models import Client, User
from retainer.lib import format as written


def tell_of_questions(findings: Iterable[Finding], question: str, *, asked_by: User) -> None:
    """One notice to each person, however many findings the same question is about."""
    of_client: dict[Client, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_client[finding.client].append(finding)
    for client, own in of_client.items():
        about = own[0].subject if len(own) == 1 else written.count(len(own), "finding")
        notify(
            to=people_of_client(client),
            client=client,
            topic=Topic.FINDING,
            sentence=f"{asked_by} asks about {about}: {question}",
            link=_page(client, own),
            made_by=asked_by,
        )


def _page(client: Client, findings: list[Finding]) -> str:
    """The finding; of several, the list of what needs an answer."""
    if len(findings) == 1:
        return reverse("portal:finding_detail", args=[findings[0].public_id])
    return f"{reverse('portal:finding_list')}?client={client.slug}&state={Finding.State.ASKED}"
