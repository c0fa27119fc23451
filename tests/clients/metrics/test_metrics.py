"""A metric holds once its worked examples compute; then its months are judged by it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.metrics.course import missing_in, months_of
from clients.metrics.services import (
    MetricRefused,
    activate,
    begin_version,
    keep_definition,
    retire,
    take_up,
    warnings_of,
    why_not,
)
from clients.metrics.values import correct_value
from clients.models import Client, Contract, Metric, MetricValue, Objective, Relationship, User
from retainer.lib.months import month_of, shifted
from tests.clients.metrics.conftest import (
    APRIL,
    BAD,
    GOOD,
    MARCH,
    WORSE,
    define,
    exemplify,
    make,
    measured,
    note,
)
from tests.clients.objectives.conftest import make as objective_of


def test_an_example_that_does_not_compute_keeps_it_a_draft(metric: Metric, casey: User) -> None:
    draft = define(metric, casey)
    exemplify(draft, casey, stated="99.8")

    with pytest.raises(MetricRefused, match=r"states 99\.8 %; the formula comes to 99\.9\."):
        activate(definition=draft, from_month=MARCH, activated_by=casey)

    draft.refresh_from_db()
    assert draft.is_draft


def test_without_an_example_nothing_is_activated(metric: Metric, casey: User) -> None:
    with pytest.raises(MetricRefused, match="no worked example"):
        activate(definition=define(metric, casey), from_month=MARCH, activated_by=casey)


def test_an_example_that_divides_by_zero_says_so(metric: Metric, casey: User) -> None:
    draft = define(metric, casey, formula="down / (total - 43200)")
    exemplify(draft, casey)

    said = why_not(draft.examples.get(), draft)

    assert said == (
        "“One outage” cannot be reckoned: 'total - 43200' is 0, and nothing divides by it."
    )


def test_a_formula_that_speaks_of_no_input_is_not_stored(metric: Metric, casey: User) -> None:
    with pytest.raises(MetricRefused, match="speaks of up, which is no input"):
        define(metric, casey, formula="up / total + 0 * down")


def test_what_is_activated_stays_as_it_is(metric: Metric, casey: User) -> None:
    definition = measured(metric, casey)
    definition.target = Decimal(1)

    with pytest.raises(MetricRefused, match="Begin a new version"):
        keep_definition(definition=definition, kept_by=casey)
    with pytest.raises(MetricRefused, match="Begin a new version"):
        exemplify(definition, casey)
    for forged in (definition.save, definition.examples.get().delete):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            forged()


def test_a_new_version_takes_the_examples_over_and_holds_from_its_month(
    metric: Metric, casey: User
) -> None:
    first = measured(metric, casey)
    note(metric, casey, MARCH)
    draft = begin_version(metric=metric, begun_by=casey)
    draft.target = Decimal(99)
    keep_definition(definition=draft, kept_by=casey)

    with pytest.raises(MetricRefused, match="Begin with a later month"):
        activate(definition=draft, from_month=MARCH, activated_by=casey)
    second = activate(definition=draft, from_month=APRIL, activated_by=casey)

    assert (second.version, second.examples.count()) == (2, 1)
    assert note(metric, casey, APRIL).definition == second
    assert metric.values.get(month=MARCH).definition == first


def test_months_are_met_missed_or_beyond_the_floor(metric: Metric, casey: User) -> None:
    measured(metric, casey, since=date(2026, 1, 1))

    outcomes = [
        note(metric, casey, date(2026, month, 1), down).outcome
        for month, down in ((1, GOOD), (2, BAD), (3, WORSE))
    ]

    assert outcomes == ["met", "missed", "floor"]


def test_months_nobody_noted_are_missing(metric: Metric, casey: User, pat: User) -> None:
    this = month_of(timezone.localdate())
    measured(metric, casey, since=shifted(this, -3))
    note(metric, casey, shifted(this, -2))

    months = months_of(metric, pat)

    assert [each.month for each in months] == [shifted(this, -n) for n in (1, 2, 3)]
    assert [each.month for each in missing_in(months)] == [shifted(this, -1), shifted(this, -3)]
    assert [each.state for each in months] == ["not_noted", "missed", "not_noted"]


def test_a_correction_keeps_what_was_noted_and_why(metric: Metric, casey: User) -> None:
    measured(metric, casey)
    value = note(metric, casey, MARCH, BAD)
    changed = {"total": Decimal(43200), "down": GOOD}

    with pytest.raises(MetricRefused, match="Say why"):
        correct_value(value=value, inputs=changed, source="x", reason=" ", corrected_by=casey)
    corrected = correct_value(
        value=value,
        inputs=changed,
        source="Tickets, checked",
        reason="Agreed work does not count",
        corrected_by=casey,
    )

    was = corrected.corrections.get()
    assert (corrected.outcome, corrected.value) == ("met", 100)
    assert (was.was, was.was_outcome, was.reason) == (
        Decimal("99.86"), "missed", "Agreed work does not count",
    )  # fmt: skip
    with pytest.raises(MetricRefused, match="Nothing was corrected"):
        correct_value(
            value=value, inputs=changed, source="Tickets, checked", reason="x", corrected_by=casey
        )


@pytest.mark.parametrize(
    ("month", "why"),
    [
        (date(2026, 2, 1), "No activated definition"),
        (date(2026, 3, 2), "first day"),
        (date(2999, 1, 1), "not over yet"),
    ],
    ids=["before it was measured", "a day", "to come"],
)
def test_a_month_that_cannot_be_noted_says_why(
    metric: Metric, casey: User, month: date, why: str
) -> None:
    measured(metric, casey)

    with pytest.raises(MetricRefused, match=why):
        note(metric, casey, month)


def test_a_month_is_noted_once(metric: Metric, casey: User) -> None:
    measured(metric, casey)
    note(metric, casey)

    with pytest.raises(MetricRefused, match="Correct it"):
        note(metric, casey)

    assert MetricValue.objects.count() == 1


def test_a_retired_metric_is_measured_no_more_until_it_is_taken_up(
    metric: Metric, casey: User
) -> None:
    measured(metric, casey)
    note(metric, casey, MARCH)
    with pytest.raises(MetricRefused, match="Values are noted"):
        retire(metric=metric, from_month=MARCH, retired_by=casey)
    retire(metric=metric, from_month=APRIL, retired_by=casey)

    with pytest.raises(MetricRefused, match="retired from"):
        note(metric, casey, APRIL)
    take_up(metric=metric, taken_by=casey)

    assert note(metric, casey, APRIL).outcome == "missed"


def test_more_than_seven_and_none_without_an_objective_are_warned_of(
    acme: Client, relationship: Relationship, contract: Contract, metric: Metric, casey: User
) -> None:
    aim: Objective = objective_of(acme, casey)
    metric.objective = aim
    metric.save()
    measured(metric, casey)
    assert warnings_of(metric) == []

    for number in range(7):
        other = make(relationship, casey, contract=contract, name=f"Metric {number}")
        measured(other, casey)

    assert [said.split(".")[0] for said in warnings_of(metric)] == [
        "Verizon MSA-1 has 8 active metrics"
    ]
    assert "serves no objective" in warnings_of(other)[0]


def test_a_credit_that_no_contract_owes_is_not_activated(
    relationship: Relationship, casey: User
) -> None:
    metric = make(relationship, casey)
    draft = define(metric, casey, credit_kind="amount", credit=Decimal(50))
    exemplify(draft, casey)

    with pytest.raises(MetricRefused, match="which contract gives the credit"):
        activate(definition=draft, from_month=MARCH, activated_by=casey)
