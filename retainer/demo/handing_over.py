"""What goes over to a client of the demo, so that its gauge moves from doing to overseeing."""

from datetime import date, timedelta

from django.utils import timezone

from clients.handover.models import Phase
from clients.handover.services import keep_path, keep_task, move, prove
from clients.handover.training import keep_item, note_session
from clients.models import (
    Client,
    HandoverPath,
    HandoverTask,
    TrainingItem,
    TrainingSession,
    User,
)
from retainer.lib.months import month_of, shifted

#: the task, the client's owner, what proves it, days from today to each phase, where it is
TASKS = (
    ("Open and file each carrier bill", "Priya Nand", "A month filed without our help.",
     -200, -60, Phase.THEIRS),
    ("Check each bill against the contract", "Priya Nand",
     "Two bills checked alone, with no finding missed.", -90, 60, Phase.TOGETHER),
    ("Order and disconnect lines", "Glenn Baird", "Five orders whose first bills are right.",
     -20, 120, Phase.OURS),
    ("Send disputes and follow them up", "Marta Ellison", "Three disputes credited in full.",
     45, 240, Phase.OURS),
)  # fmt: skip
CHAPTERS = (
    ("Why bills are wrong", "Where errors begin, and what they cost in a year.", None),
    ("Reading a carrier bill", "Sections, charge types, taxes and fees, line by line.", 12),
    ("From a finding to a credit", "What a carrier needs to see, and by when.", 12),
)


def hand_over(client: Client, consultant: User) -> None:
    """A path, tasks in each phase, and a guide of which the first chapters were taught."""
    if HandoverTask.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    first = shifted(month_of(today), -8)
    path = HandoverPath(
        client=client, first_month=first, last_month=shifted(first, 18),
        doing_first=60, doing_last=20,
    )  # fmt: skip
    keep_path(path=path, kept_by=consultant)
    for row in TASKS:
        _task(client, consultant, today, *row)
    _teach(client, consultant, today)


def _task(
    client: Client, by: User, today: date, name: str, owner: str, wanted: str,
    together: int, theirs: int, phase: Phase,
) -> None:  # fmt: skip
    task = keep_task(
        task=HandoverTask(
            client=client, task=name, our_owner=by, their_owner=owner, proof_wanted=wanted,
            together_by=today + timedelta(days=together), theirs_by=today + timedelta(days=theirs),
        ),
        kept_by=by,
    )  # fmt: skip
    if phase != Phase.OURS:
        move(task=task, phase="together", moved_on=today, words="", moved_by=by)
    if phase == Phase.THEIRS:
        prove(task=task, proof=f"Seen: {wanted.lower()}", proved_on=today, noted_by=by)
        move(task=task, phase="theirs", moved_on=today, words="", moved_by=by)


def _teach(client: Client, by: User, today: date) -> None:
    for place, (title, teaches, again) in enumerate(CHAPTERS, start=1):
        item = keep_item(
            item=TrainingItem(
                client=client, place=place, title=title, teaches=teaches, refresh_months=again
            ),
            kept_by=by,
        )
        if place == len(CHAPTERS):
            continue
        for days, audience, theirs in (
            (150 - 30 * place, "leaders", "Marta Ellison, Glenn Baird"),
            (120 - 30 * place, "staff", "Priya Nand, Tom Weller"),
        ):
            note_session(
                session=TrainingSession(
                    item=item, held_on=today - timedelta(days=days), audience=audience,
                    ours=by.name, theirs=theirs,
                ),
                noted_by=by,
            )  # fmt: skip
