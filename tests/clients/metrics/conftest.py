"""A metric of Acme's voice service with Verizon: how much of a month it was there."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser

from clients.metrics.services import activate, add_example, keep_definition, keep_metric
from clients.metrics.values import note_value
from clients.models import (
    Carrier,
    Client,
    Contract,
    Metric,
    MetricDefinition,
    MetricValue,
    Relationship,
    User,
)
from clients.relationships.services import keep_relationship
from retainer.lib.months import month_of, shifted

INPUTS = [
    {"name": "total", "label": "minutes of the month", "unit": "minutes"},
    {"name": "down", "label": "minutes out of service", "unit": "minutes"},
]
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
#: A good month, a missed one and one beyond the floor, by minutes out of service.
GOOD, BAD, WORSE = Decimal(0), Decimal(60), Decimal(4000)


def define(metric: Metric, by: User, **facts: object) -> MetricDefinition:
    """A draft: availability in per cent, at least 99.9, half a per cent of the charges back."""
    usual = {
        "client": metric.client,
        "metric": metric,
        "formula": "100 * (total - down) / total",
        "inputs": INPUTS,
        "unit": "%",
        "target": Decimal("99.9"),
        "floor": Decimal(95),
        "source_system": "The carrier's tickets",
        "collected_by": "Casey",
        "collected_how": "Closed tickets of the month",
        "credit_kind": "percent" if metric.contract else "none",
        "credit": Decimal(10) if metric.contract else None,
        "credit_codes": ["SLA"],
    }
    return keep_definition(definition=MetricDefinition(**usual | facts), kept_by=by)


def exemplify(
    definition: MetricDefinition, by: User, down: str = "43.2", stated: str = "99.9"
) -> None:
    add_example(
        definition=definition,
        title="One outage",
        inputs={"total": Decimal(43200), "down": Decimal(down)},
        stated=Decimal(stated),
        added_by=by,
    )


def measured(metric: Metric, by: User, since: date = MARCH, **facts: object) -> MetricDefinition:
    """An activated definition."""
    draft = define(metric, by, **facts)
    exemplify(draft, by)
    return activate(definition=draft, from_month=since, activated_by=by)


def note(metric: Metric, by: User, month: date = MARCH, down: Decimal = BAD) -> MetricValue:
    return note_value(
        metric=metric,
        month=month,
        inputs={"total": Decimal(43200), "down": down},
        source="Ticket list, page 1",
        noted_by=by,
    )


def months(first: date, number: int) -> list[date]:
    return [shifted(month_of(first), ahead) for ahead in range(number)]


@pytest.fixture
def contract(acme: Client) -> Contract:
    carrier, _ = Carrier.objects.get_or_create(name="Verizon")
    return Contract.objects.create(client=acme, carrier=carrier, number="MSA-1")


@pytest.fixture
def relationship(acme: Client, casey: User, contract: Contract) -> Relationship:
    return keep_relationship(
        relationship=Relationship(
            client=acme, name="Verizon voice", kind="carrier", carrier=contract.carrier
        ),
        kept_by=casey,
    )


@pytest.fixture
def metric(acme: Client, relationship: Relationship, contract: Contract, casey: User) -> Metric:
    return make(relationship, casey, contract=contract)


def make(relationship: Relationship, by: User, **facts: object) -> Metric:
    usual = {
        "client": relationship.client,
        "relationship": relationship,
        "name": "Availability of voice",
    }
    return keep_metric(metric=Metric(**usual | facts), kept_by=by)


@pytest.fixture
def casey_browses(casey: User) -> Browser:
    browser = Browser()
    browser.force_login(casey)
    return browser


@pytest.fixture
def owen_browses(owen: User) -> Browser:
    browser = Browser()
    browser.force_login(owen)
    return browser
