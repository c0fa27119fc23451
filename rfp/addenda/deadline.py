"""How much time bidders have after a change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rfp.issuing.erate import WINDOW


@dataclass(frozen=True)
class Deadline:
    """Whether proposals may stay due when they are, and the first day on which they may be."""

    due: datetime
    earliest: date
    because: str

    @property
    def stands(self) -> bool:
        return self.due.date() >= self.earliest


def deadline(
    *, due: datetime, published: date, days: int, is_substantive: bool, is_erate: bool
) -> Deadline:
    """The rule: after a change of substance bidders have ``days`` left, by E-rate 28 full days.

    ``due`` is in the time zone of the request; a change of words alone moves nothing.
    """
    if not is_substantive:
        return Deadline(due, published, "Nothing changes that an answer or a price rests on.")
    if is_erate:
        return Deadline(
            due,
            published + WINDOW,
            "By the rules of E-rate a change of substance begins the 28 days anew.",
        )
    return Deadline(
        due,
        published + timedelta(days=days),
        f"After a change of substance bidders have at least {days} days.",
    )
