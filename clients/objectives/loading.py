"""Objectives from a CSV file; one that is there already, by its words, is updated."""

from collections.abc import Hashable
from typing import Any

from clients.objectives.models import Objective
from clients.people.models import User
from clients.telecom.reference import Loader
from clients.telecom.reference.lookups import present
from clients.telecom.reference.table import BadCell, Column, Row, day, number, one_of, text


def measured(value: str) -> Any:
    """A number that the database keeps exactly."""
    read = number(value)
    if read != round(read, 3):
        raise BadCell("has more than 3 decimals")
    return read


class Objectives(Loader):
    """A client's objectives; what was closed is changed on its page alone."""

    model = Objective
    columns = (
        Column("objective", text(200), required=True, help="as one sentence"),
        Column("lens", one_of(Objective.Lens.values), required=True,
               help=", ".join(Objective.Lens.values)),
        Column("baseline", measured, required=True, help="where it started"),
        Column("target", measured, required=True),
        Column("unit", text(40), required=True, help="such as USD a month"),
        Column("reach_by", day, required=True),
        Column("owner", text(254), help="the mail address of somebody of the client"),
    )  # fmt: skip

    def prepare(self, rows: list[Row]) -> None:
        people = User.objects.filter(
            kind=User.Kind.CLIENT, is_active=True, memberships__client=self.client
        )
        self.people = {email.lower(): key for key, email in people.values_list("pk", "email")}
        closed = Objective.objects.filter(client=self.client).exclude(state=Objective.State.OPEN)
        self.closed = set(closed.values_list("sentence", flat=True))

    def key_of(self, instance: Objective) -> Hashable:
        return instance.sentence

    def values(self, row: Row) -> dict[str, Any] | None:
        owner = (row["owner"] or "").lower()
        if row["objective"] in self.closed:
            self.outcome.refuse(row, "objective", "is closed; open it again on its page first")
        elif row["baseline"] == row["target"]:
            self.outcome.refuse(row, "target", "is where it started; an objective moves it")
        elif owner and owner not in self.people:
            self.outcome.refuse(row, "owner", "is nobody of this client who can sign in")
        else:
            return {
                "client_id": self.client.pk,
                "sentence": row["objective"],
                "lens": row["lens"],
                "baseline": row["baseline"],
                "target": row["target"],
                "unit": row["unit"],
                "due_on": row["reach_by"],
                **present(owner_id=self.people.get(owner)),
            }
        return None
