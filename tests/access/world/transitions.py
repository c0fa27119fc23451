"""What is being changed at Acme."""

from datetime import date
from typing import Any

from clients.models import Criterion, Milestone, Transition
from clients.transitions.services import add_part, open_transition
from tests.access.world.cast import Cast


class Transitions(Cast):
    """One transition with a milestone and something that must be true."""

    def transitions(self) -> dict[str, Any]:
        moved = Transition(
            client=self.acme, name="Move to SIP", provider="Corvane", ready_on=date(2026, 12, 1)
        )
        open_transition(transition=moved, opened_by=self.casey)
        step = Milestone(transition=moved, name="Numbers ported", due_on=date(2026, 11, 1))
        criterion = Criterion(transition=moved, words="Emergency calls reach the right place")
        for part in (step, criterion):
            add_part(part=part, added_by=self.casey)
        return {
            "transition": moved.public_id,
            "milestone": step.public_id,
            "criterion": criterion.public_id,
        }
