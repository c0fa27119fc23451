"""A price above contract that another rate on file gives: an older one, another site's, …"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from billing_audit.bills.models import Line
from billing_audit.findings.models import Occurrence
from clients.telecom.models import ContractRate
from retainer.lib import format as written
from retainer.lib.money import in_currency

#: What all rates of one price have in common: carrier, charge code, currency.
Price = tuple[int, str, str]


class Rates:
    """All rates for the prices that the charges were held against, in two queries."""

    def __init__(self, charges: Iterable[Occurrence]) -> None:
        named = {key for each in charges if (key := each.inputs["rows"].get("rate"))}
        self._agreed = ContractRate.objects.in_bulk(named) if named else {}
        agreed = self._agreed.values()
        self._of_price: dict[Price, list[ContractRate]] = defaultdict(list)
        for each in ContractRate.objects.filter(
            client__in={each.client_id for each in agreed},
            carrier__in={each.carrier_id for each in agreed},
            charge_code__in={each.charge_code for each in agreed},
        ).select_related("contract", "site", "service"):
            self._of_price[_price(each)].append(each)

    def rule(self, charge: Occurrence, line: Line) -> str:
        agreed = self._agreed.get(charge.inputs["rows"].get("rate"))
        if agreed is None or line.quantity is None:
            return ""
        on = line.period_from or charge.month
        fitting = [
            each
            for each in self._of_price[_price(agreed)]
            if each.pk != agreed.pk
            and in_currency(each.rate * line.quantity, agreed.currency) == line.amount
        ]
        nearest = min(fitting, key=lambda each: _distance(each, agreed, on), default=None)
        return _in_words(nearest, agreed, on) if nearest else ""


def _price(rate: ContractRate) -> Price:
    return rate.carrier_id, rate.charge_code, rate.currency


def _whose(rate: ContractRate) -> tuple[int | None, ...]:
    return rate.contract_id, rate.site_id, rate.service_id


def _distance(rate: ContractRate, agreed: ContractRate, on: date) -> tuple[bool, int, int]:
    """The same price's other periods before any other price, the nearest in time first."""
    begins, ends = rate.valid.lower, rate.valid.upper
    gap = (begins - on).days if begins and begins > on else (on - ends).days if ends else 0
    return _whose(rate) != _whose(agreed), max(0, gap), rate.pk


def _in_words(rate: ContractRate, agreed: ContractRate, on: date) -> str:
    price = written.rate(rate.rate, rate.currency)
    if _whose(rate) != _whose(agreed):
        return f"the rate of {price} agreed for {_holder(rate)}"
    begins = rate.valid.lower
    if begins and begins > on:
        return f"the rate of {price} that holds only from {written.day(begins)}"
    return f"the rate of {price} that held before {written.day(rate.valid.upper)}"


def _holder(rate: ContractRate) -> str:
    if rate.service:
        return f"service {rate.service.number}"
    if rate.site:
        return f"site {rate.site.code}"
    return f"contract {rate.contract.number}" if rate.contract else "the charge in general"
