"""One usage charge with its calls, rated in Python: how a proof reckons again what SQL found."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.db.models import Q

from billing_audit.bills.models import ChargeType, Line
from billing_audit.rating import hypotheses, months
from billing_audit.rating.models import DeckRate, RateDeck
from billing_audit.rating.numbers import international, prefixes
from billing_audit.rating.pricing import Price, band_at, longest_match, price_for
from billing_audit.rating.quoting import bands_of, price_of
from billing_audit.rating.rounding import Method
from billing_audit.usage.models import UsageRecord
from retainer.lib.money import exponent, half_up


class RatedLine:
    """The calls of a usage charge of a service, by the decks of its carrier."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.places = exponent(line.invoice.currency)
        kept = RateDeck.objects.filter(
            Q(client=None) | Q(client_id=line.client_id),
            carrier=line.invoice.carrier_id,
            currency=line.invoice.currency,
        ).order_by("client_id", "pk")  # those of nobody last
        self._kept = {deck.pk: deck for deck in kept}
        self.zone = ZoneInfo(next((deck.zone for deck in kept), "UTC"))
        self.records = list(self._records())
        self.decks = [self._as_rules(deck) for deck in kept]

    @classmethod
    def around(cls, call: UsageRecord) -> "RatedLine | None":
        """The usage charge that a call is in; none where its bill is gone."""
        lines = Line.objects.filter(
            shelf__client=call.client_id,
            billed_service=call.billed_service_id,
            charge_type=ChargeType.USAGE,
        )
        candidates = [cls(line) for line in lines.select_related("invoice") if line.period_from]
        found = (each for each in candidates if call.pk in {own.pk for own in each.own})
        return next(found, None)

    def price(self, call: UsageRecord) -> Price | None:
        """The price that holds for the call."""
        priced = self._priced(call)
        return priced and priced.price

    @property
    def own(self) -> list[UsageRecord]:
        """The calls of the charge itself, those of whoever shares its minutes left out."""
        return [each for each in self.records if self._is_own(each)]

    @property
    def rated(self) -> dict[int, months.Rated]:
        return months.rate_calls(map(self._as_call, self.records), self.decks)

    def total(self) -> Decimal:
        """What the calls of the charge cost by the decks."""
        decks = {version.key: deck for deck in self.decks for version in deck.versions}
        rated = self.rated
        mine = [rated[each.pk] for each in self.own if each.pk in rated]
        return half_up(months.total((decks[each.version], each) for each in mine), self.places)

    def durations(self, *, around: timedelta) -> Iterable[Decimal]:
        """Seconds of the service's calls that began within the days or so much before or after."""
        return (each.duration for each in self._records(around) if self._is_own(each))

    def recorded(self) -> Decimal:
        """What they cost by the carrier's own records."""
        amounts = (each.amount or Decimal(0) for each in self.own)
        return half_up(sum(amounts, Decimal(0)), self.places)

    def rule(self) -> str | None:
        """The rule that gives the billed amount, where it is not the deck's."""
        calls = [self._priced(each) for each in self.own]
        if not all(calls):
            return None
        found = hypotheses.reproducing(self.line.amount, self._tried(calls))
        return found and found.rule

    def _tried(self, calls: Sequence[hypotheses.PricedCall]) -> Iterable[hypotheses.Hypothesis]:
        if not any(deck.included_minutes for deck in self.decks):
            yield from hypotheses.other_increments(calls, self.places)
            yield from hypotheses.each_to_the_cent(calls, self.places)
            yield from self._other_versions()
        yield hypotheses.Hypothesis(
            "nothing included",
            hypotheses.summed(calls, lambda call: Fraction(call.cost()), self.places),
        )

    def _other_versions(self) -> Iterable[hypotheses.Hypothesis]:
        """The calls by each version of their deck, as if it held all the time."""
        for deck in self.decks:
            for version in sorted(deck.versions, key=lambda each: each.key):
                calls = [self._priced(each, (deck, version)) for each in self.own]
                if all(calls):
                    amount = hypotheses.summed(
                        calls, lambda call: Fraction(call.cost()), self.places
                    )
                    yield hypotheses.Hypothesis(f"prices of {version.begins}", amount)

    def _priced(
        self, record: UsageRecord, by: tuple[months.Deck, months.Version] | None = None
    ) -> hypotheses.PricedCall | None:
        """A call with its price, by the version that held or by another one."""
        call = self._as_call(record)
        place = by or months.placed(call, self.decks)
        if place is None:
            return None
        deck, version = place[:2]
        prefix = longest_match(international(call.dialled, deck.home), version.prices)
        if prefix is None:
            return None
        moment = call.started_at.astimezone(ZoneInfo(deck.zone))
        band = band_at(deck.bands, moment)
        price = price_for(version.prices[prefix], band, Fraction(0))
        return price and hypotheses.PricedCall(
            call.duration, price, deck.method, deck.places, deck.rounds_each
        )

    def _records(self, around: timedelta = timedelta()) -> Iterable[UsageRecord]:
        first, last = (self._midnight(day) for day in (self.line.period_from, self._day_after))
        services = {self.line.billed_service_id}
        if any(deck.included_minutes for deck in self._kept.values()):
            services |= self._sharing()
        return UsageRecord.objects.filter(
            client_id=self.line.client_id,
            billed_service_id__in=services,
            kind=UsageRecord.Kind.VOICE,
            duration__isnull=False,
            started_at__gte=first - around,
            started_at__lt=last + around,
        ).exclude(direction=UsageRecord.Direction.IN)

    def _sharing(self) -> set[int]:
        """Whoever is billed on the same invoice, or belongs to the account."""
        invoice = self.line.invoice
        billed = Line.objects.filter(shelf_id=self.line.shelf_id, invoice=invoice)
        billed = billed.exclude(billed_service=None).values_list("billed_service_id", flat=True)
        named = invoice.account.services.values_list("billed_as__pk", flat=True)
        return {*billed, *named} - {None}

    @property
    def _day_after(self) -> date:
        return self.line.period_to + timedelta(days=1)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)

    def _is_own(self, record: UsageRecord) -> bool:
        return record.billed_service_id == self.line.billed_service_id

    def _as_call(self, record: UsageRecord) -> months.Call:
        return months.Call(
            key=record.pk,
            service=record.billed_service_id,
            account=self.line.account_id,
            cycle=self.line.period_from,
            started_at=record.started_at,
            duration=record.duration,
            dialled=record.other_party,
        )

    def _as_rules(self, deck: RateDeck) -> months.Deck:
        """The deck with the prices that its calls can meet."""
        wanted = {
            prefix
            for record in self.records
            for prefix in prefixes(international(record.other_party, deck.home_code))
        }
        versions = []
        for version in deck.versions.all():
            prices: dict[str, list[Price]] = {}
            for row in DeckRate.objects.filter(version=version, prefix__in=wanted):
                prices.setdefault(row.prefix, []).append(price_of(row))
            versions.append(
                months.Version(version.pk, version.valid.lower, version.valid.upper, prices)
            )
        return months.Deck(
            key=deck.pk,
            versions=versions,
            is_clients=deck.client_id is not None,
            zone=deck.zone,
            home=deck.home_code,
            method=Method(deck.rounding_method),
            places=deck.rounding_decimals,
            rounds_each=deck.rounds_each_call,
            included_minutes=deck.included_minutes,
            pool=deck.pool,
            bands=bands_of(deck),
        )
