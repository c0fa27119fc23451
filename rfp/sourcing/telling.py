"""Tells people what becomes of a sourcing decision, and writes it into the record."""

from datetime import date, timedelta

from django.db.models import Model
from django.urls import reverse

from clients.advice.authority import Authorities
from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice
from clients.notices.services import notify
from clients.people.activity import record
from clients.people.models import Client, User
from retainer.lib import format as written
from rfp.sourcing.case_parts import CaseTarget
from rfp.sourcing.models import SourcingDecision

#: So long before a decision is due those who may decide are reminded.
SOON = timedelta(days=7)


def tell_deciders(
    asked: SourcingDecision, sentence: str, *, by: User | None, key: str = ""
) -> None:
    """Tell those who may decide it; everybody of the client while nobody may."""
    who = Authorities(asked.client_id).deciders(asked) or people_of_client(asked.client)
    _tell(asked, who, sentence, "my_sourcing", by, key)


def tell_practice(asked: SourcingDecision, sentence: str, *, by: User) -> None:
    """Tell its author and those who work for the client."""
    who = [asked.author_id, *people_of_practice(asked.client)]
    _tell(asked, who, sentence, "sourcing_detail", by)


def remind(today: date) -> None:
    """Remind once of each decision that waits and is due soon."""
    waiting = SourcingDecision.objects.waiting().filter(due_on__range=(today, today + SOON))
    for asked in waiting.filter(client__in=Client.objects.active()).select_related("client"):
        sentence = f"Your decision is due on {written.day(asked.due_on)}: {asked.title}"
        tell_deciders(asked, sentence, by=None, key=f"sourcing-{asked.pk}-{asked.due_on}")


def remind_of_targets(today: date) -> None:
    """Ask the practice once for the result of each target whose day is over."""
    over = CaseTarget.objects.filter(
        due_on__lt=today, value=None, case__state="finished", client__in=Client.objects.active()
    )
    for target in over.select_related("case__client"):
        case = target.case
        notify(
            to=[case.author_id, *people_of_practice(case.client)],
            client=case.client,
            topic=Topic.DECISION,
            sentence=f"Note what it came to, its day is over: {target} ({case}).",
            link=reverse("sourcing:case_detail", args=[case.public_id]),
            made_by=None,
            key=f"case-target-{target.pk}-{target.due_on}",
        )


def note(subject: Model, deed: str, sentence: str, by: User | None) -> None:
    """Write what was done into the record of activity."""
    record(f"sourcing.{deed}", sentence, actor=by, client=subject.client, subject=subject)


def _tell(
    asked: SourcingDecision, to: list[int], sentence: str, page: str, by: User | None, key: str = ""
) -> None:
    notify(
        to=to,
        client=asked.client,
        topic=Topic.DECISION,
        sentence=sentence,
        link=reverse(f"sourcing:{page}", args=[asked.public_id]),
        made_by=by,
        key=key,
    )
