"""Contract rates: overlapping rows of different specificity, and which of them is valid."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.planting.market import CARRIERS

RATE_COLUMNS = (
    "carrier",
    "charge_code",
    "rate",
    "eff_from",
    "eff_to",
    "contract",
    "site",
    "service_id",
)


@dataclass(frozen=True)
class RateRow:
    carrier: str
    charge_code: str
    rate: Decimal
    eff_from: date
    eff_to: date | None
    contract: str = ""
    site: str = ""
    service_id: str = ""

    @property
    def specificity(self) -> int:
        return 3 if self.service_id else 2 if self.site else 1 if self.contract else 0

    def valid_on(self, day: date) -> bool:
        return self.eff_from <= day and (self.eff_to is None or day <= self.eff_to)

    def row(self) -> tuple[object, ...]:
        return tuple(getattr(self, column) for column in RATE_COLUMNS)


class RateBook:
    """All rows of the practice's contracts, answering the rate of a charge on a day."""

    def __init__(self, rng: Random, first_month: date, months: int) -> None:
        self.rows: list[RateRow] = []
        self._by_code: dict[tuple[str, str, str, str], list[RateRow]] = {}
        self._answers: dict[tuple[str, str, str, str, date], Decimal | None] = {}
        self.opened = first_month - timedelta(days=400)
        self._change = first_month + timedelta(days=30 * (months // 2) + rng.randrange(20))
        for carrier in CARRIERS:
            for charge in carrier.charges:
                self._add_code(rng, carrier.name, carrier.mark, charge.code, Decimal(charge.rate))

    def _add_code(self, rng: Random, carrier: str, mark: str, code: str, listed: Decimal) -> None:
        """List price for all, a contract below it, and for some codes a change in mid-year."""
        self.add(RateRow(carrier, code, listed, self.opened, None))
        contract = f"MSA-{mark}-2024"
        agreed = self.shaded(listed, rng.choice((88, 90, 92, 95)))
        shape = rng.randrange(4)
        if shape == 0:  # no contract rate: the list price is the agreed one
            return
        if shape == 1:  # lower from the amendment on
            last_old = self._change - timedelta(days=1)
            self.add(RateRow(carrier, code, agreed, self.opened, last_old, contract))
            later = self.shaded(agreed, 93)
            self.add(RateRow(carrier, code, later, self._change, None, contract))
        elif shape == 2:  # the contract begins in mid-year; before it the list price holds
            self.add(RateRow(carrier, code, agreed, self._change, None, contract))
        else:
            until = self._change + timedelta(days=1000)
            self.add(RateRow(carrier, code, agreed, self.opened, until, contract))

    @staticmethod
    def shaded(rate: Decimal, percent: int) -> Decimal:
        """A share of a rate, printed with as many decimals as the rate."""
        return (rate * percent / 100).quantize(rate)

    def add(self, row: RateRow) -> None:
        self.rows.append(row)
        key = (row.carrier, row.charge_code, row.site, row.service_id)
        self._by_code.setdefault(key, []).append(row)

    def on(self, carrier: str, code: str, site: str, service_id: str, day: date) -> Decimal | None:
        """The rate valid that day: service before site before contract before bare code."""
        by_code = self._by_code
        if service_id and (carrier, code, "", service_id) not in by_code:
            service_id = ""
        if site and (carrier, code, site, "") not in by_code:
            site = ""
        asked = (carrier, code, site, service_id, day)
        if asked not in self._answers:
            self._answers[asked] = self._look_up(*asked)
        return self._answers[asked]

    def _look_up(
        self, carrier: str, code: str, site: str, service_id: str, day: date
    ) -> Decimal | None:
        places = dict.fromkeys(((site, ""), ("", service_id), ("", "")))
        valid = [
            row
            for place in places
            for row in self._by_code.get((carrier, code, *place), ())
            if row.valid_on(day)
        ]
        if not valid:
            return None
        return max(valid, key=lambda row: row.specificity).rate

    def agree_for_site(
        self, rng: Random, carrier: str, code: str, rate: Decimal, site: str
    ) -> None:
        """A site's own rate, lower or (remote places) higher than the contract's."""
        own = self.shaded(rate, rng.choice((80, 85, 112)))
        contract = rng.choice(("", "Site addendum 3"))
        self.add(RateRow(carrier, code, own, self.opened, None, contract, site))

    def agree_for_service(
        self, rng: Random, carrier: str, code: str, rate: Decimal, service_id: str
    ) -> None:
        """One service's own rate, for half of them only from the mid-year on."""
        own = self.shaded(rate, rng.choice((70, 75, 110)))
        begins = rng.choice((self.opened, self._change))
        self.add(RateRow(carrier, code, own, begins, None, service_id=service_id))

    def has_own_rate(self, carrier: str, code: str, site: str) -> bool:
        return (carrier, code, site, "") in self._by_code
