"""A day on which something is due, as a person's calendar tells of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from clients.people.models import User

#: What was due so long ago is no news in a calendar, and what is due so far ahead none yet.
BEFORE, AHEAD = timedelta(days=31), timedelta(days=550)


@dataclass(frozen=True)
class Due:
    """Something due on a day; ``kind`` and ``of`` name it for ever, however the day moves."""

    kind: str
    of: UUID | str
    day: date
    client: str
    title: str
    link: str
    #: Of what has a clock: from when to when.
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """Whose calendar it is, and which days it holds."""

    user: User
    today: date

    @property
    def days(self) -> tuple[date, date]:
        return self.today - BEFORE, self.today + AHEAD

    def holds(self, day: date) -> bool:
        first, last = self.days
        return first <= day <= last
