"""The Master Training Guide and its register from a CSV file: chapters, and sessions held."""

from django.core.exceptions import ValidationError

from clients.handover.models import TrainingItem, TrainingSession
from clients.handover.training import keep_item, note_session
from clients.people.models import Client, User
from clients.telecom.reference import Loader
from clients.telecom.reference.table import Column, Row, day, one_of, text, whole
from retainer.lib.refusal import Refused

LONGEST = 4000
AUDIENCES = TrainingSession.Audience.values
#: What a row has to say once it names the day of a session.
OF_A_SESSION = ("audience", "ours", "theirs")


class Training(Loader):
    """A chapter a row; one that names a day is a session of it, too."""

    model = TrainingItem
    columns = (
        Column("chapter", text(160), required=True),
        Column("teaches", text(LONGEST), help="what the chapter teaches"),
        Column("refresh_months", whole, help="taught again after so many months"),
        Column("held_on", day, help="the day of a session"),
        Column("audience", one_of(AUDIENCES), help=", ".join(AUDIENCES)),
        Column("ours", text(300), help="who of us taught, with commas between"),
        Column("theirs", text(300), help="who of the client attended, with commas between"),
    )
    also = "A chapter that is there already keeps what it says; a session stands there once."

    def __init__(self, client: Client, loaded_by: User) -> None:
        super().__init__(client)
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        guide = {item.title: item for item in self.existing()}
        held = set(
            TrainingSession.objects.filter(item__client=self.client).values_list(
                "item__title", "held_on", "audience"
            )
        )
        for row in rows:
            key = (row["chapter"], row["held_on"], row["audience"])
            lacks = [name for name in OF_A_SESSION if row["held_on"] and not row[name]]
            if lacks:
                self.outcome.refuse(row, lacks[0], "is said of every session")
            elif key in held or (not row["held_on"] and row["chapter"] in guide):
                self.outcome.unchanged += 1
            elif item := guide.get(row["chapter"]) or self._chapter(row, len(guide) + 1):
                guide[row["chapter"]] = item
                self._session(row, item)
                held.add(key)

    def _chapter(self, row: Row, place: int) -> TrainingItem | None:
        item = TrainingItem(
            client=self.client,
            place=place,
            title=row["chapter"],
            teaches=row["teaches"] or "",
            refresh_months=row["refresh_months"],
        )
        try:
            item.clean_fields(exclude=["public_id"])
        except ValidationError as wrong:
            self.outcome.refuse(row, "refresh_months", " ".join(wrong.messages))
            return None
        return keep_item(item=item, kept_by=self.loaded_by)

    def _session(self, row: Row, item: TrainingItem) -> None:
        if row["held_on"]:
            session = TrainingSession(
                item=item,
                held_on=row["held_on"],
                audience=row["audience"],
                ours=row["ours"],
                theirs=row["theirs"],
            )
            try:
                note_session(session=session, noted_by=self.loaded_by)
            except Refused as refusal:
                self.outcome.refuse(row, "held_on", refusal.sentence)
                return
        self.outcome.created += 1
