"""Tasks that go over to a client, from a CSV file; one that is agreed already is changed."""

from clients.handover.forms import owners_for
from clients.handover.models import HandoverTask
from clients.handover.services import keep_task
from clients.people.models import Client, User
from clients.telecom.reference import Loader
from clients.telecom.reference.loader import apply
from clients.telecom.reference.table import Column, Row, day, text
from retainer.lib.refusal import Refused


class Tasks(Loader):
    """Each row goes the way a task goes that is agreed by hand: it begins with us."""

    model = HandoverTask
    columns = (
        Column("task", text(160), required=True),
        Column("our_owner", text(254), required=True, help="name or mail address, of us"),
        Column("their_owner", text(120), required=True),
        Column("together_by", day, required=True),
        Column("theirs_by", day, required=True, help="the client does it by"),
        Column("proof_wanted", text(300), required=True, help="what proves they can do it alone"),
    )
    also = "It is moved on and proved on its page, not by a file."

    def __init__(self, client: Client, loaded_by: User) -> None:
        super().__init__(client)
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        ours = owners_for(self.client)
        people = {called.casefold(): each for each in ours for called in (each.name, each.email)}
        tasks = {each.task: each for each in self.existing()}
        for row in rows:
            owner = people.get(row["our_owner"].casefold())
            if owner is None:
                self.outcome.refuse(row, "our_owner", "is nobody of us who works for this client")
            elif row["together_by"] > row["theirs_by"]:
                self.outcome.refuse(row, "together_by", "is after the day they do it alone")
            else:
                stored = tasks.get(row["task"]) or HandoverTask(client=self.client)
                tasks[row["task"]] = stored
                self._keep(row, stored, owner)

    def _keep(self, row: Row, task: HandoverTask, owner: User) -> None:
        wanted = {name: row[name] for name in row.values if name != "our_owner"}
        is_new = task._state.adding
        if not apply(task, wanted | {"our_owner_id": owner.pk}):
            self.outcome.unchanged += 1
            return
        try:
            keep_task(task=task, kept_by=self.loaded_by)
        except Refused as refusal:
            self.outcome.refuse(row, "task", refusal.sentence)
        else:
            self.outcome.created += is_new
            self.outcome.updated += not is_new
