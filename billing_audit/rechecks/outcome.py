"""What came out differently when changed months were audited again, for the page and for a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from billing_audit.changes.models import Change, FindingChange
from billing_audit.changes.telling import Told
from billing_audit.changes.touching import pending_changes
from billing_audit.findings.models import Finding
from billing_audit.runs.models import AuditRun
from clients.people.models import Client, User
from retainer.lib.money import exponent, half_up

Kind = FindingChange.Kind

#: Changes that are told one by one; of more of them the rest is counted.
MOST_TOLD = 20
HEADING = (
    "Check", "Finding", "What", "Decision", "Currency", "Claimed before", "Claimed after",
    "Difference", "At stake before", "At stake after", "Charges before", "Charges after", "Because",
)  # fmt: skip


@dataclass(frozen=True)
class Total:
    """What became of the findings of one kind in one currency."""

    kind: str
    currency: str
    findings: int
    before: Decimal
    after: Decimal

    @property
    def word(self) -> str:
        return Kind(self.kind).label

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True)
class Row:
    """A finding that came out differently, and why."""

    outcome: FindingChange
    because: str

    @property
    def is_decided(self) -> bool:
        return self.outcome.state != Finding.State.NEW


def outcomes(run: AuditRun, user: User) -> QuerySet[FindingChange]:
    """What came out differently, in the order it is read in: new first, the most money first."""
    seen = FindingChange.objects.visible_to(user).filter(run=run)
    return seen.select_related("finding__account__carrier", "cause").order_by("pk")


def rows(found: Iterable[FindingChange]) -> Iterator[Row]:
    told: dict[int, str] = {}
    for each in found:
        if each.cause and each.cause_id not in told:
            told[each.cause_id] = Told(each.cause).sentence
        yield Row(each, told.get(each.cause_id, "the changes together"))


def totals(found: QuerySet[FindingChange]) -> list[Total]:
    sums = (
        found.order_by()
        .values_list("kind", "currency")
        .annotate(Count("pk"), Sum("claimed_before"), Sum("claimed_after"))
    )
    order = list(Kind)
    return sorted((Total(*each) for each in sums), key=lambda t: (t.currency, order.index(t.kind)))


def nets(found: Iterable[Total]) -> dict[str, Decimal]:
    """By how much more, or less, is claimed, by currency."""
    sums: dict[str, Decimal] = {}
    for each in found:
        sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.difference
    return sums


def causes(run: AuditRun, user: User) -> list[Told]:
    """The latest of the changes that the audit was made for."""
    made_for = Change.objects.visible_to(user).filter(client=run.client, seen_in=run)
    return [Told(change) for change in made_for.select_related("changed_by")[: MOST_TOLD + 1]]


def causes_waiting(client: Client) -> list[Told]:
    """The latest of the changes that wait for an audit, those of shared rows among them."""
    keys = pending_changes(client.pk, MOST_TOLD + 1)
    waiting = Change.objects.filter(pk__in=keys).select_related("changed_by")
    return [Told(change) for change in waiting]


def decided(found: QuerySet[FindingChange]) -> int:
    """How many of them a person had decided about; what they said stands."""
    return found.exclude(state=Finding.State.NEW).count()


def table(found: QuerySet[FindingChange]) -> Iterator[tuple[object, ...]]:
    """A row of the file for each finding that came out differently."""
    for row in rows(found.iterator(chunk_size=2000)):
        each = row.outcome
        places = exponent(each.currency)
        amounts = (
            each.claimed_before, each.claimed_after, each.difference, each.exposure_before,
            each.exposure_after,
        )  # fmt: skip
        yield (
            each.finding.check_code, each.finding.sentence, each.get_kind_display(),
            each.get_state_display(), each.currency,
            *(half_up(amount, places) for amount in amounts),
            each.charges_before, each.charges_after, row.because,
        )  # fmt: skip
