"""What waits for somebody of the practice: the rows behind each number of the page Today."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from billing_audit.bills.refused import without_settled
from billing_audit.models import Arrival, AuditRun, BillFile, CreditMatch, Finding
from billing_audit.money.crediting.late import Late, late, returned
from billing_audit.money.expiring import Expiring, expiring, sums
from billing_audit.months.narrowing import missing_bills
from billing_audit.rechecks.waiting import Waiting, waiting_of_all
from clients.models import Client, EntryRemark, RetainerAgreement, User, WorkEntry
from retainer.beginning import Beginning, beginning_of
from retainer.lib.format import count
from retainer.lib.months import month_of

#: How long something that went wrong is news, and how far ahead an ending is told.
LATELY = timedelta(days=14)
SOON = timedelta(days=90)
#: Rows of a list; the rest is on the page it leads to.
MOST, LARGEST = 20, 5


@dataclass
class Triage:
    """A client's findings that wait, in one currency."""

    client: Client
    currency: str
    new: int = 0
    asked: int = 0
    #: Decided, and claiming more by now than was decided about.
    grown: int = 0
    claimed: Decimal = field(default_factory=Decimal)
    exposure: Decimal = field(default_factory=Decimal)


def told(rows: list[Any]) -> str:
    """How many there are, which nobody counted beyond ``MOST``."""
    return f"{MOST}+" if len(rows) > MOST else str(len(rows))


class Today:
    """Everything that waits for one person, of all their clients or of one."""

    def __init__(self, user: User, client: Client | None = None) -> None:
        self.user, self.client = user, client
        self.day = timezone.localdate()
        self.month = month_of(self.day)

    def _seen(self, rows: QuerySet) -> QuerySet:
        rows = rows.visible_to(self.user)
        return rows.filter(client=self.client) if self.client else rows

    @cached_property
    def triage(self) -> list[Triage]:
        """The errors that wait for a decision or an answer, most money first."""
        waiting = self._seen(Finding.objects.errors().standing())
        waiting = waiting.filter(state__in=("new", "asked"))
        counted = (
            waiting.order_by()
            .values("client", "currency", "state")
            .annotate(number=Count("pk"), mills=Sum("mills"), exposure=Sum("exposure"))
        )
        clients = {client.pk: client for client in Client.objects.visible_to(self.user)}
        rows: dict[tuple[int, str], Triage] = {}
        for each in counted:
            place = each["client"], each["currency"]
            row = rows.setdefault(place, Triage(clients[each["client"]], each["currency"]))
            if each["state"] == "asked":
                row.asked = each["number"]
            else:
                row.new, row.claimed, row.exposure = (
                    each["number"],
                    Decimal(each["mills"]) / 1000,
                    each["exposure"],
                )
        for client, currency, number in self._grown():
            row = rows.setdefault((client, currency), Triage(clients[client], currency))
            row.grown = number
        return sorted(rows.values(), key=lambda row: (-row.claimed, row.client.name))

    def _grown(self) -> QuerySet:
        grown = self._seen(Finding.objects.all()).grown().order_by()
        return grown.values_list("client", "currency").annotate(number=Count("pk"))

    @property
    def to_decide(self) -> int:
        return sum(row.new for row in self.triage)

    @property
    def grown(self) -> int:
        return sum(row.grown for row in self.triage)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.triage)

    @cached_property
    def largest(self) -> list[Finding]:
        """The undecided findings that claim most."""
        new = self._seen(Finding.objects.all()).standing().filter(state="new", mills__gt=0)
        return list(new.select_related("client").order_by("-mills", "-id")[:LARGEST])

    @cached_property
    def bills(self) -> list[BillFile]:
        """Files that wait for somebody's word, and those refused lately and not mended since."""
        since = timezone.now() - LATELY
        refused = Q(state__in=("rejected", "partial"), brought_at__gte=since)
        files = BillFile.objects.visible_to(self.user).select_related("client")
        if self.client:
            files = files.filter(Q(client=self.client) | Q(client=None))
        waiting = without_settled(files.filter(Q(state__in=("waiting", "draft")) | refused))
        return list(waiting[: MOST + 1])

    @cached_property
    def arrived(self) -> str:
        """What arrived by itself and waits for one click, in words."""
        waiting = self._seen(Arrival.objects.waiting()).order_by()
        ways = dict(waiting.values_list("way").annotate(Count("pk")))
        if not ways:
            return ""
        by = {"mail": " by mail", "folder": " in the drop folder"}
        how = by[next(iter(ways))] if len(ways) == 1 else ""
        return f"{count(sum(ways.values()), 'bill')} arrived{how}"

    @cached_property
    def missing(self) -> int:
        """Bills that are overdue by the rhythm of their accounts."""
        return missing_bills(self.user, self.client)

    @cached_property
    def expiring(self) -> list[Expiring]:
        """Money that can soon be asked back no more, the nearest last day first."""
        return expiring(self.user, self.day, client=self.client)

    @property
    def at_stake(self) -> dict[str, Decimal]:
        """What all of it comes to, by currency."""
        return sums(self.expiring)

    @cached_property
    def late_credits(self) -> list[Late]:
        """Promises of carriers that no bill kept, the oldest first."""
        return late(self.user, self.day, client=self.client)

    @cached_property
    def credits(self) -> int:
        """Credits on later bills that somebody is to confirm."""
        return self._seen(CreditMatch.objects.proposed()).count()

    @cached_property
    def returned(self) -> int:
        """Errors that came back after their dispute was closed."""
        return returned(self.user, self.client).count()

    @cached_property
    def runs(self) -> list[AuditRun]:
        """Audits under way, and those that failed lately and were not repeated since."""
        later = AuditRun.objects.filter(
            client=OuterRef("client"), pk__gt=OuterRef("pk"), state="complete"
        )
        failed = Q(state="failed", queued_at__gte=timezone.now() - LATELY) & ~Exists(later)
        runs = self._seen(AuditRun.objects.select_related("client"))
        return list(runs.filter(Q(state__in=AuditRun.LIVE) | failed)[: MOST + 1])

    @cached_property
    def changed(self) -> list[Waiting]:
        """Clients of whom something on file changed since the last audit, with what it touches."""
        return waiting_of_all(self.user, self.client, LARGEST)

    @property
    def told(self) -> dict[str, str]:
        """The numbers of bill files and audits, as far as they were counted."""
        return {"bills": told(self.bills), "runs": told(self.runs)}

    @cached_property
    def hours(self) -> Decimal:
        """What this person logged this month."""
        own = self._seen(WorkEntry.objects.filter(consultant=self.user)).of_month(self.month)
        return own.aggregate(sum=Sum("hours", default=Decimal(0)))["sum"]

    @cached_property
    def sent_back(self) -> list[EntryRemark]:
        """Why work of this person came back, entry by entry; each is a draft again."""
        remarks = self._seen(EntryRemark.objects.filter(is_internal=True))
        mine = remarks.filter(entry__consultant=self.user, entry__state="draft")
        newest = mine.order_by("entry_id", "-at").distinct("entry_id")
        return list(newest.select_related("entry__project", "entry__client", "written_by")[:MOST])

    @cached_property
    def ending(self) -> list[RetainerAgreement]:
        """Agreements that end soon, the next one first."""
        agreements = self._seen(RetainerAgreement.objects.select_related("client"))
        soon = agreements.filter(ends_on__range=(self.day, self.day + SOON))
        return list(soon.order_by("ends_on", "pk")[:MOST])

    @cached_property
    def beginning(self) -> Beginning | None:
        """What is still to do before the first audit; ``None`` once one began."""
        return beginning_of(self.user, self.client)
