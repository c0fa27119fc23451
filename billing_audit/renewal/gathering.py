"""One look at the database: everything the pack will ever say, and a plan to begin with."""

from dataclasses import fields
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from billing_audit.ledger.reckoning import Ledger
from billing_audit.ledger.value import MONTHS, Value, values
from billing_audit.renewal.shape import (
    FORMAT,
    MoneyMonth,
    MoneyYear,
    Pack,
    Promised,
    Reached,
    Source,
)
from billing_audit.reports.shape import Letterhead
from clients.advice.models import Recommendation
from clients.agreements.models import RetainerAgreement
from clients.agreements.pricing import terms_in
from clients.desk.measures import kept
from clients.desk.models import Question
from clients.handover.gauge import gauge
from clients.handover.models import HandoverTask, Phase
from clients.objectives.models import Objective, Reading
from clients.people.models import Client, Practice, User
from retainer.lib import format as written

#: Proposals a plan begins with, of each kind; the practice crosses out and writes its own.
PROPOSED = 5

SOURCES = (
    Source(
        "Fee",
        "The terms of the agreement month by month, as on the page Retainer.",
    ),
    Source(
        "Credited",
        "Credits on bills, cheques and refunds that were matched to a dispute; each stands with "
        "its bill on the page Disputes.",
    ),
    Source(
        "Verified",
        "What of it was seen to stay; each with its credit on the page Disputes. Savings on our "
        "own advice or errors are left out.",
    ),
    Source(
        "Written off",
        "What was withheld and a carrier gave up: never paid, so in neither of the others.",
    ),
    Source(
        "Objectives",
        "The latest reading of each, whose own source stands beside it; page Objectives.",
    ),
    Source(
        "Promises",
        "Questions of the last months with a first word by the moment promised, or none by then, "
        "in service hours; question by question on the page Our promises.",
    ),
    Source(
        "Hours",
        "Approved work by the part we took in it; page Hand-over, and entry by entry in the "
        "monthly statements.",
    ),
)


def gather(
    agreement: RetainerAgreement, *, version: int, plan: list[str] | None, user: User
) -> Pack:
    """The pack as it would be issued now; without a plan it proposes one."""
    client, today = agreement.client, timezone.localdate()
    as_of = min(today, agreement.ends_on) if agreement.ends_on else today
    objectives = _objectives(client, agreement.starts_on)
    return Pack(
        format=FORMAT,
        version=version,
        client=client.name,
        agreement=agreement.title,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        notice_by=_notice_by(agreement, as_of),
        as_of=as_of,
        made_at=timezone.now(),
        practice=_letterhead(),
        money=_money(client, as_of, user),
        objectives=objectives,
        hours=gauge(client, as_of, MONTHS),
        promised=_promised(client),
        plan=proposals(client) if plan is None else plan,
        sources=list(SOURCES),
    )


def proposals(client: Client) -> list[str]:
    """What is open with the client, as sentences of a plan."""
    wanted = Objective.objects.filter(client=client, state=Objective.State.OPEN).for_list()
    asked = Recommendation.objects.filter(client=client).waiting().order_by("-money", "pk")
    tasks = HandoverTask.objects.filter(client=client).exclude(phase=Phase.THEIRS)
    return [
        *(f"{each.sentence}: {_goal(each)}" for each in wanted.order_by("due_on")[:PROPOSED]),
        *(f"Decide: {each.title.rstrip('?')}{_at_stake(each)}" for each in asked[:PROPOSED]),
        *(
            f"Hand over to {each.their_owner} by {written.day(each.theirs_by)}: {each.task}"
            for each in tasks.order_by("theirs_by")[:PROPOSED]
        ),
    ]


def _goal(wanted: Objective) -> str:
    target = f"{written.number(wanted.target)} {wanted.unit}"
    now = "" if wanted.latest is None else f"from {written.number(wanted.latest)} "
    return f"{now}to {target} by {written.day(wanted.due_on)}"


def _at_stake(asked: Recommendation) -> str:
    return f" ({written.money(asked.money, asked.currency)} at stake)" if asked.money else ""


def _notice_by(agreement: RetainerAgreement, day: date) -> date | None:
    if agreement.ends_on is None:
        return None
    return agreement.ends_on - timedelta(days=terms_in(agreement, day).notice_days)


def _letterhead() -> Letterhead:
    practice = Practice.current()
    return Letterhead(**{each.name: getattr(practice, each.name) for each in fields(Letterhead)})


def _promised(client: Client) -> list[Promised]:
    months = kept(Question.objects.filter(client=client), timezone.now())
    return [
        Promised(each.month, each.first.in_time, each.first.counted, each.median)
        for each in reversed(months)
        if each.first.counted
    ]


def _money(client: Client, day: date, user: User) -> list[MoneyYear]:
    found = values(Ledger(user, client), day)
    return [_year(each) for each in sorted(found, key=lambda v: v.currency != client.currency)]


def _year(value: Value) -> MoneyYear:
    return MoneyYear(
        currency=value.currency,
        fee=value.fee,
        posted=value.posted,
        verified=value.verified,
        written_off=value.written_off,
        months=[MoneyMonth(each.month, each.fee, each.verified) for each in value.months],
    )


def _objectives(client: Client, since: date) -> list[Reached]:
    """Those open, and those closed under the agreement, in the order of their lenses."""
    last = Reading.objects.filter(objective=OuterRef("pk")).order_by("-day")
    rows = Objective.objects.filter(client=client).for_list()
    rows = rows.annotate(read_in=Subquery(last.values("source")[:1]))
    order = list(Objective.Lens)
    return [
        Reached(
            sentence=each.sentence,
            lens=each.get_lens_display(),
            state=each.state,
            baseline=each.baseline,
            target=each.target,
            unit=each.unit,
            due_on=each.due_on,
            latest=each.latest,
            latest_on=each.latest_on,
            source=each.read_in or "",
            because=each.because,
        )
        for each in sorted(rows, key=lambda row: (order.index(row.lens), row.due_on))
        if each.closed_on is None or each.closed_on >= since
    ]
