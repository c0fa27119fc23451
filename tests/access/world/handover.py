"""What goes over from us to Acme."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.handover.services import keep_task, move
from clients.handover.training import keep_item, note_session
from clients.models import Client, HandoverTask, TrainingItem, TrainingSession, User


def handed_over(acme: Client, casey: User) -> dict[str, Any]:
    """A task done together, and a chapter taught to leadership."""
    today = timezone.localdate()
    task = keep_task(
        task=HandoverTask(
            client=acme,
            task="Check each carrier bill",
            our_owner=casey,
            their_owner="Owen",
            together_by=today,
            theirs_by=today + timedelta(days=90),
            proof_wanted="Two bills checked alone.",
        ),
        kept_by=casey,
    )
    move(task=task, phase="together", moved_on=today, words="", moved_by=casey)
    item = keep_item(
        item=TrainingItem(client=acme, title="Reading a carrier bill"),
        kept_by=casey,
    )
    session = note_session(
        session=TrainingSession(
            item=item, held_on=today, audience="leaders", ours="Casey", theirs="Owen"
        ),
        noted_by=casey,
    )
    return {
        "task": task.public_id,
        "chapter": item.public_id,
        "session": session.public_id,
    }
