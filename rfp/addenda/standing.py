"""What an open addendum changes as it stands: every change with its reason, and the deadline."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from rfp.addenda.changes import Change, changes, is_substantive
from rfp.addenda.deadline import Deadline, deadline
from rfp.addenda.models import Addendum, Rationale
from rfp.authoring.models import Rfp
from rfp.authoring.values import zone_of
from rfp.issuing.freezing import dated, freeze
from rfp.issuing.shape import IssuedRequest, read


@dataclass(frozen=True)
class Told:
    """A change with why it is made, and whether an answer rests on it."""

    change: Change
    because: str
    is_substantive: bool
    #: Whether the rule says so, or a person.
    by_rule: bool


@dataclass(frozen=True)
class Standing:
    """An addendum as it is, or as it would go out now."""

    before: IssuedRequest
    now: IssuedRequest
    told: tuple[Told, ...]
    deadline: Deadline | None

    @property
    def is_substantive(self) -> bool:
        return any(each.is_substantive for each in self.told)

    @property
    def unexplained(self) -> list[Told]:
        return [each for each in self.told if not each.because]


def standing(addendum: Addendum) -> Standing:
    """What it changes: against the working copy while it is open, else as it went out."""
    before = read(addendum.before.document)
    if addendum.after is None:
        now = _as_it_would_go_out(addendum.rfp, before)
    else:
        now = read(addendum.after.document)
    told = told_of(before, now, addendum)
    return Standing(before, now, told, _deadline(addendum, now, told))


def _as_it_would_go_out(rfp: Rfp, before: IssuedRequest) -> IssuedRequest:
    day = timezone.localdate(timezone=zone_of(rfp))
    first = rfp.versions.order_by("number")[0]
    request = freeze(rfp, version=before.version + 1, day=day, salt=before.salt)
    return dated(request, day, first=read(first.document).issued_on)


def told_of(before: IssuedRequest, now: IssuedRequest, addendum: Addendum) -> tuple[Told, ...]:
    """Every change from one to the other, with what the addendum says of it."""
    reasons: dict[str, Rationale] = {each.key: each for each in addendum.rationales.all()}
    found = []
    for change in changes(before, now):
        reason = reasons.get(change.key)
        judged = reason.is_substantive if reason else None
        found.append(
            Told(
                change,
                reason.because if reason else "",
                is_substantive(change) if judged is None else judged,
                judged is None,
            )
        )
    return tuple(found)


def _deadline(addendum: Addendum, now: IssuedRequest, told: tuple[Told, ...]) -> Deadline | None:
    due = now.step("due")
    if due is None:
        return None
    zone = ZoneInfo(now.time_zone)
    published = addendum.published_at or timezone.now()
    return deadline(
        due=due.at.astimezone(zone),
        published=published.astimezone(zone).date(),
        days=addendum.days,
        is_substantive=any(each.is_substantive for each in told),
        is_erate=addendum.rfp.is_erate,
    )
