"""Events of a calendar as work that could be logged: what each was for, and whether it was."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from clients.agreements.models import Project
from clients.people.models import Membership, User
from clients.work.bulk import Done
from clients.work.holding import hold_people, share_months
from clients.work.meetings import MARK, SERIES, keep_meeting, projects_of_series
from clients.work.models import WorkEntry
from clients.work.rules import refuse_a_day_to_come
from clients.work.services import log_work
from clients.work.undo import images, keep
from retainer.lib import format as written
from retainer.lib.calendars import Event

WORD = re.compile(r"\w{3,}")
#: Mail services whose domain names nobody's company.
ANYBODYS = {"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me"}


@dataclass(frozen=True)
class Proposal:
    """An event with the project it was probably for; ``key`` names it once and for all."""

    event: Event
    key: str
    project: Project | None = None
    is_logged: bool = False

    @property
    def day(self) -> date:
        return date.fromisoformat(self.event.day)

    @property
    def text(self) -> str:
        """What an entry would say; a private title is written by hand or not at all."""
        return "" if self.event.is_private else self.event.title

    @property
    def is_ready(self) -> bool:
        """Whether it could be logged as it stands."""
        return bool(self.project and self.event.hours and self.text and not self.is_logged)


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """A proposal as somebody wants it logged."""

    key: str
    project: Project
    day: date
    hours: Decimal
    text: str
    #: When it was and what the calendar calls it, for the meeting the entry remembers.
    clock: str = ""
    title: str = ""


def series_of(event: Event) -> str:
    """What an event is called by: the same each time it repeats.

    One to which its calendar gave no UID is a series of its own.
    """
    name = event.uid or f"{event.title} {event.starts_at}"
    return hashlib.sha256(name.encode()).hexdigest()[:SERIES]


def key_of(event: Event, person: User) -> str:
    """An event's own key for one person: two who met log the same event each."""
    return f"{MARK}{series_of(event)} {event.starts_at} {person.pk}"


def proposals(events: Iterable[Event], person: User) -> list[Proposal]:
    """Each event with the project it was logged on before, or that words and addresses name."""
    keys = {key_of(event, person): event for event in events}
    entries = WorkEntry.objects.visible_to(person)
    logged = set(entries.filter(source_key__in=keys).values_list("source_key", flat=True))
    guess = Guess(person, keys.values())
    return [
        Proposal(event, key, project=guess.project_of(event), is_logged=key in logged)
        for key, event in keys.items()
    ]


class Guess:
    """What points from an event to a project: where the last of its series was logged, who took
    part, and the words of its title."""

    def __init__(self, person: User, events: Iterable[Event]) -> None:
        self.projects = list(open_projects(person))
        self._by_key = {project.pk: project for project in self.projects}
        self._of_series = projects_of_series(person, map(series_of, events))
        self._clients_of: dict[str, set[int]] = defaultdict(set)
        members = Membership.objects.filter(
            client__in={project.client_id for project in self.projects}, user__kind="client"
        )
        for client, address in members.values_list("client", "user__email"):
            for known in (address, address.rpartition("@")[2]):
                if known not in ANYBODYS:
                    self._clients_of[known].add(client)
        own = WorkEntry.objects.visible_to(person).filter(consultant=person)
        #: Where this person worked last, the latest first.
        self._lately = list(
            dict.fromkeys(own.order_by("-worked_on", "-pk").values_list("project", flat=True)[:200])
        )

    def project_of(self, event: Event) -> Project | None:
        """The project of the client that is meant; none where nothing points to one."""
        if again := self._by_key.get(self._of_series.get(series_of(event), 0)):
            return again
        title = words(event.title)
        clients = self._clients_by_people(event) or self._clients_by_words(title)
        among = [project for project in self.projects if project.client_id in clients]
        if not clients:
            among = [project for project in self.projects if words(project.name) & title]
        if not among:
            return None
        return max(
            among, key=lambda project: (len(words(project.name) & title), self._recency(project))
        )

    def _clients_by_people(self, event: Event) -> set[int]:
        """The client whose people took part, when they are of one client."""
        met: set[int] = set()
        for address in event.people:
            known = self._clients_of.get(address) or self._clients_of.get(
                address.rpartition("@")[2]
            )
            met |= known or set()
        return met if len(met) == 1 else set()

    def _clients_by_words(self, title: set[str]) -> set[int]:
        named = {
            project.client_id
            for project in self.projects
            if words(f"{project.client.name.split()[0]} {project.client.slug}") & title
        }
        return named if len(named) == 1 else set()

    def _recency(self, project: Project) -> int:
        place = self._lately.index(project.pk) if project.pk in self._lately else len(self._lately)
        return -place


def words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold().replace("_", " ")))


def open_projects(person: User) -> Iterable[Project]:
    projects = Project.objects.visible_to(person).filter(
        state=Project.State.OPEN, client__archived_at=None
    )
    return projects.select_related("client", "agreement").order_by("client__name", "name")


@transaction.atomic
def log_events(*, ticked: Iterable[Ticked], person: User) -> Done | None:
    """Log ticked events as drafts, all or none; one that was logged before is not logged again."""
    chosen = {each.key: each for each in ticked}
    share_months(each.project.agreement_id for each in chosen.values())
    # Two windows at once would each find an event not logged yet.
    hold_people([person.pk])
    entries = WorkEntry.objects.visible_to(person)
    logged = set(entries.filter(source_key__in=chosen).values_list("source_key", flat=True))
    made = [_log(each, person) for key, each in chosen.items() if key not in logged]
    if not made:
        return None
    hours = sum((entry.hours for entry in made), Decimal(0))
    sentence = (
        f"{written.count(len(made), 'event')} logged from the calendar, {written.hours(hours)}"
    )
    after = images(entry.pk for entry in made)
    act = keep(before={}, after=after, sentence=sentence, done_by=person)
    return Done(act, len(made), sentence)


def _log(each: Ticked, person: User) -> WorkEntry:
    refuse_a_day_to_come(each.day)
    meeting = keep_meeting(
        client=each.project.client,
        source_key=each.key,
        day=each.day,
        clock=each.clock,
        title=each.title,
    )
    return log_work(
        project=each.project,
        consultant=person,
        worked_on=each.day,
        hours=each.hours,
        text=each.text,
        origin=meeting.about if meeting else "",
        source_key=each.key,
    )
