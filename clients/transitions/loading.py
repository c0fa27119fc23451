"""Milestones of a transition from a CSV file, as a provider's plan has them."""

from clients.people.models import User
from clients.telecom.reference import Loader
from clients.telecom.reference.table import Column, day, one_of, text
from clients.transitions.models import Milestone, Side, Transition
from clients.transitions.services import add_part


class Milestones(Loader):
    """Each row goes the way a milestone goes that is added by hand; none is changed."""

    model = Milestone
    columns = (
        Column("milestone", text(160), required=True),
        Column("due_on", day, required=True),
        Column("whose_task", one_of(Side.values), help=f"{', '.join(Side.values)}; else provider"),
    )
    also = "A milestone that is there already is left as it is, with its colours."

    def __init__(self, transition: Transition, loaded_by: User) -> None:
        super().__init__(transition.client)
        self.transition, self.loaded_by = transition, loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        known = set(self.transition.milestones.values_list("name", flat=True))
        for row in rows:
            if row["milestone"] in known:
                self.outcome.unchanged += 1
                continue
            known.add(row["milestone"])
            milestone = Milestone(
                transition=self.transition,
                name=row["milestone"],
                due_on=row["due_on"],
                whose=row["whose_task"] or Side.PROVIDER,
            )
            add_part(part=milestone, added_by=self.loaded_by)
            self.outcome.created += 1
