"""Claims of bidders need proof and a person; partners are judged beside the points."""

import pytest
from django.db import Error, transaction

from clients.models import Promise, User
from retainer.lib.refusal import Refused
from rfp.evaluation import claims
from rfp.models import Claim, Evaluation, PartnerFinding
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.evaluation import tender


@pytest.fixture
def claim(evaluation: Evaluation, owen: User) -> Claim:
    """Noted by Owen on the page."""
    birch = evaluation.contenders.get(number=1)
    answer = tender.browsing(owen).post(
        f"/evaluations/{evaluation.public_id}/claims/",
        {
            "contender": birch.pk,
            "criterion": evaluation.criteria.get(code="R-003").pk,
            "words": "A named engineer answers at any hour.",
            "wanted": "demo",
        },
    )
    assert answer.status_code == 302
    return Claim.objects.get()


def test_a_claim_is_judged_by_evidence_and_a_person(
    claim: Claim, evaluation: Evaluation, casey: User, owen: User
) -> None:
    with pytest.raises(Refused, match="Say what was seen"):
        claims.judge_claim(claim=claim, state="verified", evidence=" ", judged_by=casey)
    with pytest.raises(Error, match="judged_by_evidence"), transaction.atomic():
        Claim.objects.update(state="verified")
    at = f"/evaluations/{evaluation.public_id}/claims/"
    told = {"state": "refuted", "evidence": "Nobody answered at 03:00 on 12 May."}
    tender.browsing(owen).post(f"{at}{claim.public_id}/judge/", told)

    claim.refresh_from_db()
    assert (claim.state, claim.verified_by) == ("refuted", owen)
    page = tender.browsing(casey).get(at).content.decode()
    assert "Nobody answered at 03:00" in page
    assert "Refuted" in page
    export = tender.browsing(casey).get(f"/evaluations/{evaluation.public_id}/claims.csv")
    assert b"Nobody answered" in export.content


def test_nobody_judges_a_claim_in_another_name(claim: Claim, casey: User, owen: User) -> None:
    with at_the_portal(owen):
        Claim.objects.filter(pk=claim.pk).update(
            state="verified", evidence="Seen.", verified_by=owen.pk
        )
    Claim.objects.filter(pk=claim.pk).update(noted_by=casey)
    with at_the_portal(owen), pytest.raises(Error), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(verified_by=casey.pk)


def test_a_claim_goes_into_the_register_of_promises_once(
    claim: Claim, evaluation: Evaluation, casey: User
) -> None:
    at = f"/evaluations/{evaluation.public_id}/claims/{claim.public_id}/promise/"
    browser = tender.browsing(casey)
    browser.post(at)
    browser.post(at)

    promise = Promise.objects.get()
    assert promise.words == claim.words
    assert promise.promised_by == "Birch Telecom"
    assert "R-003" in promise.written_in


def test_a_partner_is_judged_area_by_area(evaluation: Evaluation, casey: User, owen: User) -> None:
    at = f"/evaluations/{evaluation.public_id}/partners/"
    browser = tender.browsing(casey)
    found = {"points": "6", "evidence": "Accounts of 2025", "risk": "One customer is 60 %"}
    assert browser.post(f"{at}1/finance/", found).status_code == 302
    browser.post(f"{at}1/finance/", found | {"points": "5"})
    assert b"of the areas" in browser.post(f"{at}1/looks/", found).content

    assert PartnerFinding.objects.get().points == 5
    page = tender.browsing(owen).get(at)
    assert b"One customer is 60 %" in page.content
    assert tender.browsing(owen).get(f"{at}1/finance/").status_code == 403
