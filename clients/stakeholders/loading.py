"""A client's people from a CSV file, which the practice keeps to itself."""

from typing import Any

from django.core.exceptions import ValidationError

from clients.people.models import Client, User
from clients.stakeholders.models import Influence, Stakeholder, Stance
from clients.stakeholders.services import keep_stakeholder
from clients.telecom.reference import Loader
from clients.telecom.reference.loader import apply
from clients.telecom.reference.table import Column, Row, day, one_of, text

LONGEST = 4000


class People(Loader):
    """Each row goes the way somebody goes who is put on the map by hand, change by change."""

    model = Stakeholder
    is_between_us = True
    columns = (
        Column("name", text(120), required=True),
        Column("role", text(120), required=True, help="such as Finance lead"),
        Column("stance", one_of(Stance.values), help=", ".join(Stance.values)),
        Column("influence", one_of(Influence.values), help=", ".join(Influence.values)),
        Column("reason", text(LONGEST), help="why they stand there"),
        Column("action", text(LONGEST), help="what we do about it"),
        Column("next_step", text(200)),
        Column("next_on", day, help="the day of the next step"),
        Column("left_on", day, help="once they are no longer there"),
    )
    also = "Whoever is on the map already is moved on it; an empty cell leaves what is known."

    def __init__(self, client: Client, loaded_by: User) -> None:
        super().__init__(client)
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        people = {each.name: each for each in self.existing()}
        for row in rows:
            stored = people.get(row["name"]) or Stakeholder(client=self.client)
            self._keep(row, stored)
            if stored.pk:
                people[row["name"]] = stored

    def _keep(self, row: Row, somebody: Stakeholder) -> None:
        is_new = somebody._state.adding
        said: dict[str, Any] = {name: value for name, value in row.values.items() if value}
        if not apply(somebody, said):
            self.outcome.unchanged += 1
            return
        try:
            somebody.clean_fields(exclude=["public_id"])
            somebody.validate_constraints(exclude=["public_id"])
        except ValidationError as wrong:
            self.outcome.refuse(row, "name", " ".join(wrong.messages))
            return
        keep_stakeholder(stakeholder=somebody, kept_by=self.loaded_by)
        self.outcome.created += is_new
        self.outcome.updated += not is_new
