"""Promises from a CSV file; what was said stays as it was said, so none is changed by it."""

from clients.people.models import Client, User
from clients.promises.models import Promise
from clients.promises.services import note_promise
from clients.telecom.models import Carrier
from clients.telecom.reference import Loader
from clients.telecom.reference.table import Column, Row, day, text

LONGEST = 4000


class Promises(Loader):
    """Each row goes the way a promise noted by hand goes."""

    model = Promise
    columns = (
        Column("promised_by", text(160), required=True, help="name and office"),
        Column("promise", text(LONGEST), required=True, help="in their own words"),
        Column("written_in", text(200), required=True, help="the document and page, or the mail"),
        Column("promised_on", day, required=True),
        Column("due_on", day, help="to be kept by"),
        Column("carrier", text(120), help="whose promise it is, as the carrier is called here"),
    )
    also = "A promise that is noted already is left as it is."

    def __init__(self, client: Client, loaded_by: User) -> None:
        super().__init__(client)
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        noted = Promise.objects.filter(client=self.client)
        known = set(noted.values_list("promised_by", "words", "promised_on"))
        carriers = {each.name.casefold(): each for each in Carrier.objects.all()}
        for row in rows:
            key = (row["promised_by"], row["promise"], row["promised_on"])
            carrier = carriers.get((row["carrier"] or "").casefold())
            if key in known:
                self.outcome.unchanged += 1
            elif row["carrier"] and carrier is None:
                self.outcome.refuse(row, "carrier", "is no carrier on file")
            elif row["due_on"] and row["due_on"] < row["promised_on"]:
                self.outcome.refuse(row, "due_on", "is before it was promised")
            else:
                known.add(key)
                self._note(row, carrier)

    def _note(self, row: Row, carrier: Carrier | None) -> None:
        promise = Promise(
            client=self.client,
            carrier=carrier,
            promised_by=row["promised_by"],
            words=row["promise"],
            written_in=row["written_in"],
            promised_on=row["promised_on"],
            due_on=row["due_on"],
        )
        note_promise(promise=promise, noted_by=self.loaded_by)
        self.outcome.created += 1
