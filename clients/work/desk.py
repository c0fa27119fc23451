"""What stands ready for somebody who logs work: their projects, the last line, what it is about."""

from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify

from clients.agreements.models import Project
from clients.people.models import User
from clients.work.hours import write_hours
from clients.work.line import Context, Entry, begin_line, write_line
from clients.work.models import Timer, WorkEntry
from clients.work.naming import Place
from clients.work.origins import Origin, origin_of


def projects_taking_time(user: User) -> QuerySet[Project]:
    """Projects this person may log on now, by client."""
    projects = Project.objects.visible_to(user).filter(
        state=Project.State.OPEN, client__archived_at=None
    )
    return projects.select_related("client", "agreement").order_by("client__name", "name")


def place_of(project: Project, word: str = "") -> Place:
    client = project.client
    word = word or slugify(project.name) or "project"
    return Place(str(project.public_id), client.slug, client.name, word, project.name)


class Desk:
    """The log of one person as an address opens it.

    ``on`` is the day it was opened for, when not for today, ``to`` the project of the last
    line, ``about`` is what the work is about, ``client`` the only one looked at.
    """

    def __init__(self, user: User, query: QueryDict) -> None:
        self.user, self.query = user, query

    @cached_property
    def projects(self) -> dict[str, Project]:
        return {str(each.public_id): each for each in projects_taking_time(self.user)}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The projects by names that no two of a client share."""
        places: dict[str, Place] = {}
        for project in self.projects.values():
            place = place_of(project)
            number = 2
            while place.path in places:
                place = place_of(project, f"{slugify(project.name) or 'project'}-{number}")
                number += 1
            places[place.path] = place
        return tuple(places.values())

    @cached_property
    def origin(self) -> Origin | None:
        about = self.query.get("about", "")
        return origin_of(self.user, about) if about else None

    def about(self, project: Project, timer: Timer | None = None) -> str:
        """What an entry on this project is about; never a thing of another client."""
        if timer is not None:
            return timer.origin if timer.client_id == project.client_id else ""
        if self.origin is not None and self.origin.client_id == project.client_id:
            return self.origin.about
        return ""

    @cached_property
    def context(self) -> Context:
        """What a line is read against here."""
        today = timezone.localdate()
        day = _day(self.query.get("on", ""))
        return Context(self.places, today, day if day and day <= today else None, self._assumed())

    @property
    def opened_for(self) -> dict[str, date]:
        """What keeps the log open for its day; the day of a line is never that of the next."""
        return {"on": self.context.day} if self.context.day else {}

    def _assumed(self) -> Place | None:
        last = self.query.get("to", "")
        slug = self.origin.slug if self.origin else self.query.get("client", "")
        of_client = [place for place in self.places if not slug or place.slug == slug]
        named = [place for place in of_client if place.key == last]
        if slug and len(of_client) == 1:
            named = of_client
        return named[0] if named else None

    def line_of(self, entry: WorkEntry) -> str:
        """The line that would log this entry again."""
        known = [place for place in self.places if place.key == str(entry.project.public_id)]
        place = known[0] if known else place_of(entry.project)
        said = Entry(
            entry.hours, place, entry.text, entry.worked_on, entry.reference, entry.mode,
            entry.unbilled,
        )  # fmt: skip
        return write_line(said)

    @cached_property
    def last_line(self) -> str:
        """The line of the entry this person logged last."""
        entries = WorkEntry.objects.visible_to(self.user).filter(consultant=self.user)
        last = entries.select_related("project", "client").order_by("-logged_at", "-pk").first()
        return self.line_of(last) if last else ""

    def begins_with(self, timer: Timer | None) -> bool:
        """Whether the box begins with what a stopped timer measured."""
        return timer is not None and not timer.is_running and "line" not in self.query

    def begun(self, timer: Timer | None) -> str:
        """What the box begins with; a line that waits for its hours leaves room before it."""
        if "line" in self.query:
            return self.query["line"]
        if timer is not None and self.begins_with(timer):
            return self._line_of_timer(timer)
        if self.origin is None:
            return ""
        assumed = self.context.place
        return " " + begin_line(assumed.path if assumed else self.origin.slug, self.origin.text)

    def _line_of_timer(self, timer: Timer) -> str:
        known = [place for place in self.places if place.key == str(timer.project.public_id)]
        place = known[0] if known else place_of(timer.project)
        rest = begin_line(
            place.path,
            timer.text,
            worked_on=None if timer.day == timezone.localdate() else timer.day,
            reference=timer.reference,
            mode=timer.mode,
        )
        if timer.is_forgotten or not timer.hours:
            return f" {rest}"
        return f"{write_hours(timer.hours)}h {rest}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
