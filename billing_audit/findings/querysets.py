"""Which findings a list shows.

Conditions compare whole numbers, days and keys, whose comparison is leakproof:
behind row-level security an index serves no others.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import (
    BooleanField,
    DecimalField,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils import timezone

from billing_audit.bills.models import BilledService, Invoice
from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import codes_of
from clients.telecom.models import BillingAccount
from retainer.lib.tenancy.models import TenantQuerySet

NOTES = (Nature.ALERT, Nature.INFORMATION)
#: So many numbers are looked up first; if more match, the database joins them instead.
MOST_NUMBERS = 500


def are_errors() -> Q:
    """Findings that say a bill is wrong, those of checks of earlier releases included."""
    return ~Q(check_code__in=codes_of(Nature.SAVING, *NOTES))


class FindingQuerySet(TenantQuerySet):
    """Findings of the audits."""

    def standing(self) -> "FindingQuerySet":
        """Findings the bills still show."""
        return self.filter(resolved_at__isnull=True)

    def errors(self) -> "FindingQuerySet":
        """What is wrong with the bills; nothing else is ever counted or added up with it."""
        return self.filter(are_errors())

    def ideas(self) -> "FindingQuerySet":
        """What the client could stop paying by a decision of its own."""
        return self.filter(check_code__in=codes_of(Nature.SAVING))

    def notes(self) -> "FindingQuerySet":
        """Dates that will cost money if nobody acts, and what may turn out to be right."""
        return self.filter(check_code__in=codes_of(*NOTES))

    def with_monthly_worth(self) -> "FindingQuerySet":
        """With ``worth_monthly``: what all its charges of the latest month come to.

        That is what a savings idea could save, before what it costs to get there.
        """
        latest = self._occurrences().filter(
            finding=OuterRef("pk"), client=OuterRef("client"), month=OuterRef("last_month")
        )
        worth = latest.order_by().values("finding").annotate(sum=Sum("result")).values("sum")
        return self.annotate(worth_monthly=Subquery(worth, output_field=DecimalField()))

    def gone(self) -> "FindingQuerySet":
        """Findings that a later audit saw no more."""
        return self.filter(resolved_at__isnull=False)

    def grown(self) -> "FindingQuerySet":
        """Valid findings that claim more by now than was decided about."""
        return self.standing().filter(grown_count__gt=0)

    def of_carrier(self, carrier_id: int) -> "FindingQuerySet":
        accounts = BillingAccount.objects.filter(carrier=carrier_id)
        # As keys, not as a subquery: the planner then knows how few they are.
        return self.filter(account__in=list(accounts.values_list("pk", flat=True)))

    def in_month(self, month: date) -> "FindingQuerySet":
        """Findings with a charge on a bill of that month."""
        charges = self._occurrences().filter(
            finding=OuterRef("pk"), client=OuterRef("client"), month=month
        )
        # A scalar subquery is looked up for each of the few rows that a page needs; EXISTS would
        # be joined, which reads all charges of the month first.
        return (
            self.filter(first_month__lte=month, last_month__gte=month)
            .alias(charge_then=Subquery(charges.order_by().values("pk")[:1]))
            .filter(charge_then__isnull=False)
        )

    def worth(self, least: Decimal) -> "FindingQuerySet":
        """Findings that claim at least so much."""
        return self.filter(mills__gte=int(least * 1000))

    def older_than(self, days: int) -> "FindingQuerySet":
        return self.filter(found_at__lte=timezone.now() - timedelta(days=days))

    def about(self, number: str) -> "FindingQuerySet":
        """Findings on services, accounts and bills by their number, or the beginning of it.

        Where no number begins so, those that contain it.
        """
        for found in (_beginning, _containing):
            services = found(BilledService, number)
            accounts = found(BillingAccount, number)
            bills = found(Invoice, number)
            if any(keys != [] for keys in (services, accounts, bills)):
                break
        match = Q(billed_service__in=services) | Q(account__in=accounts)
        if bills != []:
            on_bills = self._occurrences().filter(invoice__in=bills)
            match |= Q(pk__in=on_bills.values("finding"))
        return self.filter(match)

    def to_decide_after(self, finding: Model) -> Model | None:
        """The next error of the same client that nobody has decided about, by money."""
        rest = self.errors().standing().filter(client=finding.client_id, state="new")
        after = TupleLessThan(Tuple("mills", "id"), (finding.mills, finding.pk))
        return rest.filter(after).order_by("-mills", "-id").first()

    def for_list(self) -> "FindingQuerySet":
        """With everything a row of the list says."""
        return self.select_related("client", "account__carrier", "billed_service")

    def _occurrences(self) -> QuerySet:
        return self.model._meta.get_field("occurrences").related_model.objects


def _beginning(model: type[Model], number: str) -> list[int] | QuerySet:
    """Keys of the rows whose number begins so; ``starts_with`` is leakproof, LIKE is not."""
    match = Q()
    for spelling in {number, number.upper()}:
        match |= Q(
            Func(F("number"), Value(spelling), function="starts_with", output_field=BooleanField())
        )
    return _keys(model.objects.filter(match))


def _containing(model: type[Model], number: str) -> list[int] | QuerySet:
    return _keys(model.objects.filter(number__icontains=number))


def _keys(rows: QuerySet) -> list[int] | QuerySet:
    """The rows' keys, read ahead while they are few, because that leads to a better plan."""
    keys = rows.order_by().values_list("pk", flat=True)
    few = list(keys[: MOST_NUMBERS + 1])
    return few if len(few) <= MOST_NUMBERS else keys
