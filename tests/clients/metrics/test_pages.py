"""The pages of metrics: from the definition over examples to months, credits and incentives."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from clients.metrics.services import begin_version
from clients.models import (
    Contract,
    IncentivePlan,
    Metric,
    MetricDefinition,
    MetricValue,
    Relationship,
    User,
)
from tests.clients.metrics.conftest import (
    APRIL,
    BAD,
    GOOD,
    MARCH,
    define,
    exemplify,
    make,
    measured,
    note,
)
from tests.clients.metrics.test_credits import plan

FILE = b"""metric,month,inputs,source
Availability of voice,2026-03,total=43200; down=60,Tickets
Availability of voice,2026-04,total=0; down=0,Tickets
Availability of data,2026-03,total=43200; down=60,Tickets
Availability of voice,2026-05,60,Tickets
Availability of voice,2026-02,total=43200; down=60,Tickets
"""
DEFINITION = {
    "inputs_text": "total, minutes of the month, minutes\ndown, outage, minutes",
    "formula": "100 * (total - down) / total",
    "unit": "%",
    "places": "2",
    "rounding": "half_up",
    "direction": "higher",
    "target": "99.9",
    "floor": "",
    "source_system": "Tickets",
    "collected_by": "Casey",
    "collected_how": "By hand",
    "window": "The calendar month",
    "exclusions": "",
    "credit_kind": "percent",
    "credit": "10",
    "floor_credit": "",
    "charge_codes": "",
    "credit_codes": "SLA",
    "within": "1",
}


def page(browser: Browser, name: str, *of: object, **query: str) -> str:
    return browser.get(reverse(f"metrics:{name}", args=of), query).content.decode()


def post(browser: Browser, name: str, /, *of: object, **said: object) -> str:
    answer = browser.post(reverse(f"metrics:{name}", args=of), said, follow=True)
    return answer.content.decode()


def test_a_metric_is_set_defined_tried_and_activated(
    relationship: Relationship, contract: Contract, casey_browses: Browser
) -> None:
    post(
        casey_browses, "metric_create", relationship.public_id,
        name="Repair", kind="outcome", contract=contract.pk,
    )  # fmt: skip
    metric = Metric.objects.get(name="Repair")

    tried = post(casey_browses, "definition_edit", metric.public_id, **DEFINITION)
    assert "needs a worked example" in tried
    example = {"title": "March", "input_total": "43200", "input_down": "60", "stated": "99.9"}
    tried = post(casey_browses, "example_list", metric.public_id, **example)
    assert "states 99.9 %; the formula comes to 99.86." in tried
    refused = post(casey_browses, "definition_activate", metric.public_id, month="2026-03")
    assert "Mend the formula or the example first." in refused
    wrong = metric.definitions.get().examples.get()
    post(casey_browses, "example_remove", wrong.public_id)
    post(casey_browses, "example_list", metric.public_id, **example | {"stated": "99.86"})
    done = post(casey_browses, "definition_activate", metric.public_id, month="2026-03")

    assert "Activated: Repair." in done
    assert "It serves no objective" in done
    assert metric.definitions.get().from_month == MARCH


def test_a_formula_that_is_none_stays_in_the_form_with_the_reason(
    metric: Metric, casey_browses: Browser
) -> None:
    wrong = DEFINITION | {"formula": "100 * up / total", "inputs_text": "total, all, minutes"}

    answer = post(casey_browses, "definition_edit", metric.public_id, **wrong)

    assert "The formula speaks of up, which is no input." in answer
    assert 'value="100 * up / total"' in answer
    no_list = post(
        casey_browses, "definition_edit", metric.public_id, **DEFINITION | {"inputs_text": "down"}
    )
    assert "Line 1: write the name, what it is, and its unit." in no_list
    assert not MetricDefinition.objects.exists()


def test_a_month_is_noted_and_corrected_with_a_reason(
    metric: Metric, casey: User, casey_browses: Browser
) -> None:
    measured(metric, casey)
    inputs = {"input_total": "43200", "input_down": "60", "source": "Tickets"}

    noted = post(casey_browses, "value_note", metric.public_id, "2026-03", **inputs)
    assert "Missed: 99.86." in noted
    again = inputs | {"input_down": "0"}
    refused = post(casey_browses, "value_note", metric.public_id, "2026-03", **again)
    assert "This field is required" in refused
    corrected = post(
        casey_browses, "value_note", metric.public_id, "2026-03", reason="Agreed work", **again
    )

    assert "Corrected from 99.86" in corrected
    assert "Agreed work" in corrected
    assert metric.values.get().outcome == "met"
    too_early = post(casey_browses, "value_note", metric.public_id, "2026-02", **inputs)
    assert "No activated definition holds" in too_early


def test_the_months_missing_and_the_credit_due_are_shown_to_both_sides(
    metric: Metric, casey: User, casey_browses: Browser, owen_browses: Browser
) -> None:
    measured(metric, casey)
    note(metric, casey, MARCH, BAD)
    note(metric, casey, APRIL, GOOD)

    ours = page(casey_browses, "metric_detail", metric.public_id)
    theirs = page(owen_browses, "my_metric", metric.public_id)

    for shown in (ours, theirs):
        assert "10%" in shown
        assert "Nobody has noted it yet." in shown
        assert "not noted" in shown
        assert "<svg" in shown
    assert "Open the month to note it." in ours
    assert "Open the month to note it." not in theirs


def test_what_is_a_draft_does_not_exist_for_the_client(
    metric: Metric, relationship: Relationship, casey: User, owen_browses: Browser
) -> None:
    exemplify(define(metric, casey), casey)

    address = reverse("metrics:my_metric", args=[metric.public_id])
    assert owen_browses.get(address).status_code == 404
    assert "No metric yet" in page(owen_browses, "my_metrics_of", relationship.public_id)


def test_a_draft_of_another_version_is_not_shown_to_the_client(
    metric: Metric, casey: User, owen_browses: Browser
) -> None:
    measured(metric, casey)
    draft = begin_version(metric=metric, begun_by=casey)
    draft.source_system = "Something secret"
    draft.save()

    assert "Something secret" not in page(owen_browses, "my_metric", metric.public_id)


@pytest.mark.parametrize("deed", ["try", "load"])
def test_months_are_loaded_from_a_file_after_a_trial(
    metric: Metric, relationship: Relationship, casey: User, casey_browses: Browser, deed: str
) -> None:
    measured(metric, casey)
    file = SimpleUploadedFile("months.csv", FILE)

    answer = post(casey_browses, "value_import", relationship.public_id, file=file, **{deed: "yes"})

    assert MetricValue.objects.count() == (deed == "load")
    for said in (
        "&#x27;total&#x27; is 0, and nothing divides by it.",
        "is no metric of this relationship",
        "not inputs like down=60; total=43200",
        "No activated definition holds",
    ):
        assert said in answer


def test_what_is_noted_already_is_left_and_another_word_about_it_refused(
    metric: Metric, relationship: Relationship, casey: User, casey_browses: Browser
) -> None:
    measured(metric, casey)
    note(metric, casey, MARCH, BAD)
    same, other = FILE.splitlines()[:2], FILE.splitlines()[1].replace(b"=60", b"=61")

    kept = post(
        casey_browses, "value_import", relationship.public_id,
        file=SimpleUploadedFile("same.csv", b"\n".join(same)), load="yes",
    )  # fmt: skip
    refused = post(
        casey_browses, "value_import", relationship.public_id,
        file=SimpleUploadedFile("other.csv", b"\n".join([same[0], other])), load="yes",
    )  # fmt: skip

    assert "1 unchanged" in kept
    assert "other inputs are noted; correct them by hand" in refused


def test_the_file_taken_away_can_be_loaded_again(
    metric: Metric, relationship: Relationship, casey: User, casey_browses: Browser
) -> None:
    measured(metric, casey)
    note(metric, casey, MARCH, BAD)

    for name, of in (("metric_export", ()), ("value_export", (metric.public_id,))):
        content = casey_browses.get(reverse(f"metrics:{name}", args=of)).content
        assert b"Availability of voice,2026-03,1,total=43200; down=60,99.86,%" in content
        answer = post(
            casey_browses, "value_import", relationship.public_id,
            file=SimpleUploadedFile("values.csv", content), load="yes",
        )  # fmt: skip
        assert "1 unchanged" in answer


def test_other_terms_are_tried_without_storing_them(
    metric: Metric,
    contract: Contract,
    casey: User,
    casey_browses: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "clients.metrics.charged._finders",
        [lambda user, of, asked: dict.fromkeys(asked, Decimal(1000))],
    )
    plan(contract, casey)
    measured(metric, casey)
    note(metric, casey, MARCH, BAD)

    answer = page(
        casey_browses, "plan", contract.public_id, **{
            "try": "1", "at_risk_percent": "10", "earn_back_months": "0", "bonus_percent": "0",
            f"target_{metric.pk}": "99.9", f"credit_{metric.pk}": "25",
        },
    )  # fmt: skip

    assert "Given up as agreed" in answer
    assert "$100.00" in answer
    assert "$250.00" in answer
    assert metric.definitions.get().credit == 10


def test_a_plan_is_agreed_on_its_page(
    contract: Contract, metric: Metric, casey_browses: Browser
) -> None:
    said = {"at_risk_percent": "12", "pool_percent": "200", "earn_back_months": "3"}

    answer = post(casey_browses, "plan", contract.public_id, bonus_percent="0", **said)

    assert "12% of the month’s charges are at risk." in answer
    assert IncentivePlan.objects.get().earn_back_months == 3


def test_pages_of_many_metrics_take_few_queries(
    relationship: Relationship,
    contract: Contract,
    casey: User,
    casey_browses: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        metric = make(relationship, casey, contract=contract, name=f"Metric {number}")
        measured(metric, casey)
        note(metric, casey)

    with django_assert_max_num_queries(20):
        assert "Metric 7" in page(casey_browses, "metric_list")
    with django_assert_max_num_queries(20):
        shown = page(casey_browses, "metrics_of", relationship.public_id)
    assert "more than seven active metrics" in shown
    with django_assert_max_num_queries(28):
        page(casey_browses, "metric_detail", metric.public_id)


def test_a_relationship_leads_to_its_metrics(
    metric: Metric, relationship: Relationship, casey: User, casey_browses: Browser
) -> None:
    address = reverse("relationships:relationship_detail", args=[relationship.public_id])
    assert "No metric yet" in casey_browses.get(address).content.decode()
    measured(metric, casey)
    note(metric, casey)

    assert "1 metric, 1 missed in its last month" in casey_browses.get(address).content.decode()
