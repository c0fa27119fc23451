"""Issues from a CSV file, such as the open ones of the system before; their clocks begin now."""

from clients.issues.models import Issue
from clients.issues.services import raise_issue
from clients.people.models import Client, User
from clients.telecom.models import Carrier
from clients.telecom.reference import Loader
from clients.telecom.reference.table import Column, text

LONGEST = 4000


class Issues(Loader):
    """Each row goes the way an issue goes that is raised by hand: the operating level is asked."""

    model = Issue
    columns = (
        Column("issue", text(160), required=True),
        Column("what_happened", text(LONGEST), required=True, help="and what you need to hear"),
        Column("carrier", text(120), help="as the carrier is called here"),
    )
    also = "An issue of the same name that is not settled is left as it is."

    def __init__(self, client: Client, loaded_by: User) -> None:
        super().__init__(client)
        self.loaded_by = loaded_by

    def _load(self, content: bytes) -> None:
        rows = self.read(content)
        open_ones = Issue.objects.filter(client=self.client).exclude(state=Issue.State.SETTLED)
        known = set(open_ones.values_list("title", flat=True))
        carriers = {each.name.casefold(): each for each in Carrier.objects.all()}
        for row in rows:
            carrier = carriers.get((row["carrier"] or "").casefold())
            if row["issue"] in known:
                self.outcome.unchanged += 1
            elif row["carrier"] and carrier is None:
                self.outcome.refuse(row, "carrier", "is no carrier on file")
            else:
                known.add(row["issue"])
                raise_issue(
                    client=self.client,
                    title=row["issue"],
                    text=row["what_happened"],
                    raised_by=self.loaded_by,
                    carrier=carrier,
                )
                self.outcome.created += 1
