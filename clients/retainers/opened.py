"""One month of a ledger opened: every figure with the postings and the work that make it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import F, QuerySet

from clients.agreements.models import RetainerAgreement
from clients.retainers.frozen import side_of
from clients.retainers.ledger import is_closed
from clients.retainers.models import RetainerEntry
from clients.work.models import WorkEntry

NOTHING = Decimal("0.00")
#: What was there to be used.
GIVEN = ("included", "rolled_in", "corrected")


@dataclass
class Use:
    """A work entry with what it took, from which lots, and how much of it went beyond."""

    work: WorkEntry | None
    taken: Decimal = NOTHING
    beyond: Decimal = NOTHING
    by_lot: dict[RetainerEntry, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def lots(self) -> list[tuple[RetainerEntry, Decimal]]:
        """Where it came from; a lot that was given back is none."""
        return [(lot, amount) for lot, amount in self.by_lot.items() if amount]


class OpenedMonth:
    """The postings of one month of one agreement."""

    def __init__(self, agreement: RetainerAgreement, month: date) -> None:
        self.agreement, self.month = agreement, month
        self.is_closed = is_closed(agreement, month)

    @cached_property
    def postings(self) -> list[RetainerEntry]:
        """In the order they were made, each with the ``balance`` after it."""
        rows: QuerySet = RetainerEntry.objects.filter(agreement=self.agreement, month=self.month)
        postings = list(
            rows.select_related("lot", "work__project", "made_by", "follows")
            .annotate(by=F("work__consultant__name"))
            .order_by("pk")
        )
        balance = NOTHING
        for posting in postings:
            balance += posting.amount
            posting.balance = balance
        return postings

    def of_side(self, *sides: str) -> list[RetainerEntry]:
        return [posting for posting in self.postings if side_of(posting) in sides]

    def _sum(self, *sides: str) -> Decimal:
        return sum((posting.amount for posting in self.of_side(*sides)), NOTHING)

    @property
    def given(self) -> list[RetainerEntry]:
        return self.of_side(*GIVEN)

    @property
    def ended(self) -> list[RetainerEntry]:
        """What lapsed and what was carried on when the month was closed."""
        return self.of_side("lapsed", "carried")

    @property
    def included(self) -> Decimal:
        return self._sum("included")

    @property
    def rolled_in(self) -> Decimal:
        return self._sum("rolled_in")

    @property
    def corrected(self) -> Decimal:
        return self._sum("corrected")

    @property
    def available(self) -> Decimal:
        return self._sum(*GIVEN)

    @property
    def used(self) -> Decimal:
        return -self._sum("used")

    @property
    def beyond(self) -> Decimal:
        """What was used over what was available."""
        return self._sum("overage")

    @property
    def left(self) -> Decimal:
        """What can still be used; of a closed month nothing."""
        return self._sum(*GIVEN, "used", "overage", "lapsed", "carried")

    @property
    def lapsed(self) -> Decimal:
        return -self._sum("lapsed")

    @property
    def carried(self) -> Decimal:
        return -self._sum("carried")

    @cached_property
    def uses(self) -> list[Use]:
        """The work that was charged, by day; what was charged and taken back is left out."""
        uses: dict[int | None, Use] = {}
        for posting in self.of_side("used", "overage"):
            use = uses.setdefault(posting.work_id, Use(posting.work))
            if posting.work is not None:
                use.work.by = posting.by
            if posting.kind == RetainerEntry.Kind.OVERAGE:
                use.beyond += posting.amount
            else:
                use.taken -= posting.amount
                use.by_lot[posting.lot] -= posting.amount
        standing = [use for use in uses.values() if use.taken or use.beyond]
        return sorted(standing, key=_by_day)


def _by_day(use: Use) -> tuple[date, int]:
    return (use.work.worked_on, use.work.pk) if use.work else (date.max, 0)
