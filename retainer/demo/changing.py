"""A transition of the demo: the provider says all is well, the client does not agree."""

from datetime import timedelta

from django.utils import timezone

from clients.models import Client, Criterion, Membership, Milestone, Transition, User
from clients.transitions.services import (
    add_part,
    finish,
    judge,
    open_transition,
    say_client_colour,
    say_provider_colour,
)

#: Name, whose task, due in so many days, the provider's colour and source, the client's and why.
MILESTONES = (
    ("Circuits delivered at every site", "provider", -20, "green", "Weekly report, page 2", "", ""),
    (
        "Numbers ported", "provider", 15, "green", "Weekly report, page 3",
        "red", "Two sites have no date, and the provider has not answered for a week.",
    ),
    ("Floor plans for emergency calls", "client", 10, "amber", "Call with the lead", "", ""),
    ("Old lines ordered off", "practice", 40, "", "", "", ""),
)  # fmt: skip
#: What must be true, and what proves it where it is met.
CRITERIA = (
    ("Emergency calls from each site reach the right centre", ""),
    ("The way back to the old provider is tested", "Test of a whole evening, protocol signed"),
)


def change_like_people(client: Client, consultant: User) -> None:
    """A move with milestones in both colours, one disagreement and one proved criterion."""
    if Transition.objects.filter(client=client).exists():
        return
    today = timezone.localdate()
    roles = (Membership.Role.EXECUTIVE, Membership.Role.MANAGER)
    place = Membership.objects.filter(client=client, role__in=roles).first()
    moved = open_transition(
        transition=Transition(
            client=client,
            name="Move of voice to SIP trunks",
            provider="Corvane",
            ready_on=today + timedelta(days=45),
        ),
        opened_by=consultant,
    )
    for name, whose, due, colour, source, own, why in MILESTONES:
        due_on = today + timedelta(days=due)
        step = Milestone(transition=moved, name=name, whose=whose, due_on=due_on)
        add_part(part=step, added_by=consultant)
        if colour:
            say_provider_colour(milestone=step, colour=colour, source=source, said_by=consultant)
        if own and place:
            say_client_colour(milestone=step, colour=own, why=why, said_by=place.user)
        if due < 0:
            finish(milestone=step, finished_by=consultant)
    for words, evidence in CRITERIA:
        criterion = Criterion(transition=moved, words=words)
        add_part(part=criterion, added_by=consultant)
        if evidence:
            judge(criterion=criterion, state="met", evidence=evidence, judged_by=consultant)
