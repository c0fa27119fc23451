"""What the documents say about a charge, for clients: the same on the portal and on paper."""

from datetime import date

import pytest

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks
from billing_audit.findings.calculation import calculation_in_brief
from billing_audit.findings.reproducing import OtherRules
from billing_audit.findings.sides import Documents, Side
from billing_audit.models import Finding, Occurrence
from billing_audit.reports.evidence import proofs
from clients.models import Client, ContractRate
from tests.billing_audit.on_file import OnFile, audit


@pytest.fixture
def caught(acme: Client, request: pytest.FixtureRequest) -> Occurrence:
    """The charge that the first example of a check is about."""
    check: type[Check] = request.param
    OnFile(acme).put(next(each for each in check.examples if each.is_caught))
    audit(acme, only=check)
    charges = Occurrence.objects.filter(check_code=check.code)
    return charges.select_related("finding", "invoice").order_by("-claimed", "pk").first()


def of_check(code: str) -> pytest.MarkDecorator:
    (check,) = (each for each in all_checks() if each.code == code)
    return pytest.mark.parametrize("caught", [check], indirect=True, ids=[code])


def told(charge: Occurrence) -> dict[str, Side]:
    return {side.title: side for side in Documents([charge]).sides(charge)}


def disputed(side: Side) -> list[str]:
    return [fact.label for fact in side.facts if fact.differs]


@pytest.mark.parametrize("caught", all_checks(), indirect=True, ids=lambda check: check.code)
def test_of_every_check_two_sides_speak_and_something_differs(caught: Occurrence) -> None:
    sides = Documents([caught]).sides(caught)

    assert len(sides) >= 2
    assert len({side.title for side in sides}) == len(sides)
    assert all(fact.value for side in sides for fact in side.facts)
    assert any(disputed(side) for side in sides[1:])


@pytest.mark.parametrize("caught", all_checks(), indirect=True, ids=lambda check: check.code)
def test_portal_and_paper_say_the_same(caught: Occurrence) -> None:
    proof = proofs(caught.client, caught.month, [caught.finding])[caught.finding_id]

    documents = Documents([caught])
    on_paper = [(side.title, side.facts) for side in proof.sides]
    assert on_paper == [(side.title, side.facts) for side in documents.sides(caught)]
    other_rule = OtherRules([caught], documents.line).of(caught)
    assert (proof.steps, proof.result) == calculation_in_brief(caught, other_rule)


@of_check("B01")
def test_a_rate_is_cited_with_its_page_and_since_when(caught: Occurrence) -> None:
    ContractRate.objects.update(page=9)

    contract = told(caught)["The contract says"]

    assert disputed(told(caught)["The bill says"]) == ["Quantity × rate"]
    assert contract.source.startswith("Rate on file, page 9; valid ")


@of_check("B01")
def test_a_rate_that_is_gone_is_not_cited(caught: Occurrence) -> None:
    ContractRate.objects.all().delete()

    assert told(caught)["The contract says"].source == "The rate is no longer on file"


@of_check("C04")
def test_a_service_on_no_inventory_is_said_to_be_missing(caught: Occurrence) -> None:
    inventory = told(caught)["The inventory says"]

    assert [(fact.label, fact.value) for fact in inventory.facts] == [("Service", "not on file")]
    assert disputed(told(caught)["The bill says"]) == ["Service"]


@of_check("A01")
def test_where_nothing_but_the_bill_speaks_it_is_said_what_is_due(caught: Occurrence) -> None:
    assert list(told(caught)) == ["The bill says", "It should say"]


@of_check("A09")
def test_a_claim_that_is_the_charge_itself_needs_no_formula(caught: Occurrence) -> None:
    steps, claim = calculation_in_brief(caught)

    assert steps == []
    assert (claim.label, claim.formula) == ("Claimed", "the amount billed")


@of_check("A20")
def test_a_claim_names_the_input_it_is(caught: Occurrence) -> None:
    assert calculation_in_brief(caught)[1].formula == "the excess in the amount to pay"


@of_check("C04")
def test_what_waits_for_a_word_claims_nothing_and_says_so(caught: Occurrence) -> None:
    steps, claim = calculation_in_brief(caught)

    assert [step.label for step in steps] == ["Waits for somebody to confirm it"]
    assert claim.formula == "nothing before it is confirmed"


@of_check("A09")
def test_what_was_judged_no_error_says_why_it_claims_nothing(caught: Occurrence) -> None:
    caught.finding.state, caught.claimed = Finding.State.FALSE_POSITIVE, 0

    assert calculation_in_brief(caught)[1].formula == "judged to be no error"


@of_check("B01")
def test_a_claim_that_was_cut_says_so(caught: Occurrence) -> None:
    caught.claimed -= 1

    assert (
        calculation_in_brief(caught)[1].formula == "what goes beyond other findings on the charge"
    )


@of_check("A10")
def test_months_without_a_charge_have_no_proof(caught: Occurrence) -> None:
    assert proofs(caught.client, date(2001, 1, 1), [caught.finding]) == {}
