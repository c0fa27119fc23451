"""Reads what a meeting needs to know from every subject, as the practice may tell the client."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.utils import timezone

from billing_audit.checks.catalogue import check_of, is_made
from billing_audit.ledger.reckoning import Ledger
from billing_audit.ledger.value import values
from billing_audit.models import Finding
from billing_audit.portal.shared import billed_months
from billing_audit.spending.reading import Spending
from clients.committees.board import board_of
from clients.issues.levels import Level
from clients.models import (
    Client,
    Committee,
    CommitteeAction,
    CommitteeMeeting,
    Issue,
    Objective,
    Obligation,
    Recommendation,
    User,
)
from retainer.lib import format as written
from retainer.packs.measured import measured
from retainer.packs.shape import (
    Action,
    Cause,
    Figures,
    Goal,
    Open,
    Owed,
    Point,
    Spend,
    Sponsor,
    Wanted,
)

#: Months of a trend, and rows of lists that only lead on.
MONTHS, MOST = 12, 8
ZERO = Decimal(0)


def gather(meeting: CommitteeMeeting, user: User, now: datetime) -> Figures:
    """Everything as it stands now, for a ``meeting`` with its committee's relationship."""
    committee, client = meeting.committee, meeting.client
    metrics, due = measured(committee, user)
    return Figures(
        client=client.name,
        partner=committee.partner,
        committee=committee.name,
        level=committee.get_level_display(),
        starts_at=timezone.localtime(meeting.starts_at),
        lasts=meeting.lasts,
        place=meeting.place,
        made_at=timezone.localtime(now),
        currency=client.currency,
        goals=list(_goals(client)),
        decisions=list(_decisions(client)),
        agenda=list(_agenda(meeting)),
        months=list(_months(client, user, timezone.localdate(now))),
        causes=list(_causes(client)),
        issues=list(_issues(committee)),
        actions=list(_actions(committee, meeting)),
        owed=list(_owed(committee, timezone.localdate(now))),
        sponsors=list(_sponsors(committee)),
        measured=metrics,
        due=due,
    )


def levels_of(committee: Committee) -> list[Level]:
    """Its own level, and those that have no committee of their own and nobody nearer above."""
    others = Committee.objects.standing().filter(
        client=committee.client_id, relationship=committee.relationship_id
    )
    there = set(others.values_list("level", flat=True)) | {committee.level}
    order = list(Level)
    found = []
    for level in order:
        above = [each for each in order[order.index(level) :] if each in there]
        # What nobody above answers for is the highest committee's.
        at = above[0] if above else [each for each in order if each in there][-1]
        if at == committee.level:
            found.append(level)
    return found


def _goals(client: Client) -> Iterator[Goal]:
    for each in Objective.objects.filter(client=client, state="open").for_list()[:MOST]:
        now = "" if each.latest is None else f"{written.number(each.latest)} {each.unit}"
        target = f"{written.number(each.target)} {each.unit}"
        yield Goal(each.sentence, target, now, each.due_on)


def _decisions(client: Client) -> Iterator[Wanted]:
    """What waits for the client, what costs most to wait for before the rest."""
    waiting = Recommendation.objects.filter(client=client).waiting()
    for each in waiting.order_by(F("monthly").desc(nulls_last=True), "-money", "pk"):
        yield Wanted(
            each.title,
            each.if_nothing,
            each.money,
            each.currency,
            each.monthly,
            each.due_on,
            each.days_open or 0,
        )


def _agenda(meeting: CommitteeMeeting) -> Iterator[Point]:
    for item in meeting.items.annotate(by=F("brought_by__name")):
        yield Point(item.get_kind_display(), item.title, item.by)


def _months(client: Client, user: User, today: date) -> Iterator[Spend]:
    """The last year of bills, with what came back by the ledger."""
    billed = billed_months(client)
    if not billed:
        return
    spending = Spending(client, billed[0], client.currency)
    own = [each for each in values(Ledger(user, client), today) if each.currency == client.currency]
    back = {month.month: month for each in own for month in each.months}
    for month in spending.months[-MONTHS:]:
        total, came = spending.total(month), back.get(month)
        if total or came:
            yield Spend(
                month,
                total,
                spending.budget(month),
                came.posted if came else ZERO,
                came.verified if came else ZERO,
            )


def _causes(client: Client) -> Iterator[Cause]:
    """Why bills are wrong, of what a consultant confirmed and the client may read."""
    confirmed = Finding.objects.filter(
        client=client, shared_with_client=True, state=Finding.State.VALID
    )
    rows = confirmed.standing().errors().order_by().values_list("check_code", "currency")
    counted = rows.annotate(Count("pk"), sum=Sum("claimed")).order_by("-sum", "check_code")
    for code, currency, number, claimed in counted[:MOST]:
        title = check_of(code).title if is_made(code) else f"Check {code}"
        yield Cause(title, number, claimed, currency)


def _issues(committee: Committee) -> Iterator[Open]:
    found = Issue.objects.filter(client=committee.client_id, level__in=levels_of(committee))
    for issue in found.exclude(state="settled").in_order(timezone.now()).order_by("rank", "moment"):
        yield Open(
            issue.title,
            issue.shown,
            issue.get_level_display(),
            timezone.localdate(issue.raised_at),
            issue.due_at,
        )


def _actions(committee: Committee, meeting: CommitteeMeeting) -> Iterator[Action]:
    """Those that are open, the oldest first, and those done since the meeting before."""
    before = committee.meetings.filter(state="held", starts_at__lt=meeting.starts_at).first()
    since = timezone.localdate(before.starts_at) if before else date.min
    actions = CommitteeAction.objects.filter(committee=committee).for_list()
    open_ones = actions.waiting().order_by("raised_on", "pk")
    done = actions.filter(done_on__gte=since).order_by("done_on", "pk")
    sides = {"client": committee.client.name, "partner": committee.partner}
    for each in (*open_ones, *done):
        yield Action(
            each.what,
            sides[each.owner.party],
            each.owner_name or each.owner.title,
            each.raised_on,
            each.due_on,
            each.done_on,
            each.words,
            each.age,
        )


def _owed(committee: Committee, today: date) -> Iterator[Owed]:
    """Obligations that are overdue: of its relationship, or of all where it has none."""
    late = Obligation.objects.filter(client=committee.client_id).overdue(today)
    if committee.relationship_id:
        late = late.filter(relationship=committee.relationship_id)
    for each in late.select_related("relationship").order_by("next_due", "pk")[:MOST]:
        yield Owed(each.what, each.get_owes_display(), each.relationship.name, each.next_due)


def _sponsors(committee: Committee) -> Iterator[Sponsor]:
    sides = {"client": committee.client.name, "partner": committee.partner}
    for place in board_of(committee).sponsors:
        yield Sponsor(sides[place.seat.party], place.seat.who or "Vacant", place.attended)
