"""An award becomes contract, rates, obligations and metrics, each with where it comes from."""

from datetime import date
from decimal import Decimal

import pytest

from clients.models import Carrier, ContractRate, MetricDefinition, Obligation, User
from retainer.lib.refusal import Refused
from rfp.award.contracting import Terms, make_contract
from rfp.award.models import Award
from rfp.evaluation import pricing
from rfp.models import AwardedContract, Evaluation, PriceTerm
from tests.rfp.award.test_award import approved, award, evaluation, priced, rfp, scored, settled
from tests.rfp.evaluation import tender

# pytest finds them here
__all__ = ["approved", "award", "evaluation", "priced", "rfp", "scored", "settled"]


def test_nothing_becomes_a_contract_before_the_client_approved(award: Award, casey: User) -> None:
    terms = Terms(Carrier.objects.create(name="Birch"), "B-1", date(2027, 1, 1))
    with pytest.raises(Refused, match="not approved"):
        make_contract(award=award, terms=terms, made_by=casey)


def test_one_confirmation_makes_all_of_it(approved: Award, casey: User, priced: Evaluation) -> None:
    birch = priced.contenders.get(number=1)
    birch.evaluation = priced
    pricing.add_term(
        contender=birch,
        term=PriceTerm(kind="escalator", month=1, amount=Decimal(10), source="Page 2"),
        added_by=casey,
    )
    carrier = Carrier.objects.create(name="Birch")
    browser, at = tender.browsing(casey), f"/awards/{approved.public_id}/contract/"
    page = browser.get(at).content.decode()
    assert "Comply as standard" in page

    said = {
        "carrier": carrier.pk,
        "number": "B-2027-1",
        "begins_on": "2027-01-01",
        "code-P-001": "ACCESS200",
        "duty": ["R-001", "R-002", "R-999"],
    }
    assert browser.post(at, said).status_code == 302
    made = AwardedContract.objects.get()

    assert (made.contract.term.lower, made.contract.term.upper) == (
        date(2027, 1, 1),
        date(2030, 1, 1),
    )
    rates = ContractRate.objects.filter(contract=made.contract).order_by("valid")
    assert [(rate.rate, rate.valid.lower) for rate in rates] == [
        (1000, date(2027, 1, 1)),
        (1100, date(2028, 1, 1)),
        (1210, date(2029, 1, 1)),
    ]
    assert {rate.site.name for rate in rates} == {"Depot"}
    duties = Obligation.objects.filter(relationship=made.relationship)
    assert sorted(duty.what for duty in duties) == ["R-001 Two paths", "R-002 Repair"]
    draft = MetricDefinition.objects.get(metric__contract=made.contract)
    assert draft.is_draft
    assert draft.examples.get().stated == Decimal("99.90")
    links = {(link.code, bool(link.rate), link.answer) for link in made.links.all()}
    assert ("R-001", False, "Comply as standard") in links
    assert len([link for link in links if link[0] == "P-001"]) == 3
    shown = browser.get(at).content.decode()
    assert "R-002 Repair" in shown
    assert "ACCESS200" in shown
    with pytest.raises(Refused, match="made before"):
        make_contract(award=approved, terms=Terms(carrier, "B-2", date(2027, 1, 1)), made_by=casey)
