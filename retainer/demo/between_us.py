"""What the practice of the demo notes for itself: whom it meets, and how things get done."""

from datetime import timedelta

from django.utils import timezone

from clients.models import Client, Stakeholder, User
from clients.stakeholders.services import add_note, keep_stakeholder

#: name, role, stance, influence, why, what we do, next step, in how many days
PEOPLE = (
    ("Marta Ellison", "Chief financial officer", "supportive", "high",
     "Saw the first credits on her own bills.",
     "Let her open the next review; keep it to one page.", "Send the one page", 6),
    ("Glenn Baird", "Head of IT operations", "opposed", "high",
     "Signed the carrier contract we question and fears to be blamed for it.",
     "Show him prices of the market, not of his contract; he presents the saving himself.",
     "Lunch, without slides", 3),
    ("Priya Nand", "Accounts payable", "doubtful", "some",
     "Withheld sums mean calls from carriers, and the calls come to her.",
     "Answer the next call with her.", "Sit beside her on bill day", 12),
    ("Tom Weller", "Site manager", "neutral", "little", "", "", "", 0),
)  # fmt: skip
NOTE = (
    "Decisions are made before the meeting, never in it: talk to finance on Monday, and to IT on "
    "Tuesday. Nobody here likes to read that somebody made a mistake; say what changes from now on."
)


def keep_to_ourselves(client: Client, consultant: User) -> None:
    """A map with somebody in most of its places, and a note."""
    if Stakeholder.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    for name, role, stance, influence, reason, action, step, days in PEOPLE:
        keep_stakeholder(
            stakeholder=Stakeholder(
                client=client,
                name=name,
                role=role,
                stance=stance,
                influence=influence,
                reason=reason,
                action=action,
                next_step=step,
                next_on=today + timedelta(days=days) if step else None,
            ),
            kept_by=consultant,
        )
    add_note(client=client, text=NOTE, written_by=consultant)
