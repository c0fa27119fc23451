"""An award: put by the practice, decided by the client, told to each bidder with its own scores."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from jsonschema import Draft4Validator, FormatChecker
from pypdf import PdfReader

from clients.models import Notice, User
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import acting_as
from rfp.award import services
from rfp.award.models import Award, AwardApproval, AwardLetter
from rfp.award.ocds import award_release
from rfp.evaluation import claims
from rfp.models import Claim, Evaluation, Rfp
from tests.clients.advice.conftest import at_the_portal
from tests.peers.test_ocds import SCHEMA
from tests.rfp.asking import may_sign
from tests.rfp.coming_in import come_in
from tests.rfp.evaluation import tender
from tests.rfp.evaluation.conftest import evaluation, priced, rfp, scored, settled

# pytest finds them here
__all__ = ["evaluation", "priced", "rfp", "scored", "settled"]


@pytest.fixture
def award(priced: Evaluation, casey: User, owen: User) -> Award:
    """Birch is proposed, with a claim that nobody verified."""
    may_sign(owen, priced.client)
    birch = priced.contenders.get(number=1)
    birch.evaluation = priced
    claims.note_claim(
        evaluation=priced,
        claim=Claim(contender=birch, words="A named engineer at any hour.", wanted="demo"),
        noted_by=casey,
    )
    return services.put(
        evaluation=priced,
        contender=birch,
        reasons="Best by points, and two ducts.",
        kind="contract",
        put_by=casey,
    )


@pytest.fixture
def approved(award: Award, owen: User) -> Award:
    with at_the_portal(owen):
        services.decide(award=award, outcome="approved", decided_by=owen)
    return award


def words_of(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.split())


def test_what_is_put_is_frozen_and_asked_for(award: Award, owen: User) -> None:
    paper = award.paper

    assert (award.money, award.currency) == (Decimal(36000), "USD")
    assert [place["bidder"] for place in paper["places"]] == ["Birch Telecom", "Cedar Networks"]
    assert paper["robustness"]["sentence"] == "The winner changes in 1 of 7 cases."
    assert [claim["words"] for claim in paper["claims"]] == ["A named engineer at any hour."]
    assert Notice.objects.filter(recipient=owen, sentence__startswith="Please decide on").exists()
    with pytest.raises(Error), transaction.atomic():
        Award.objects.update(paper={})


def test_nobody_is_proposed_who_was_ruled_out(
    priced: Evaluation, casey: User, award: Award
) -> None:
    how = {"evaluation": priced, "reasons": "Cheap.", "kind": "contract", "put_by": casey}
    with pytest.raises(Refused, match="Take it back first"):
        services.put(contender=priced.contenders.get(number=2), **how)
    services.take_back(award=award, because="A slip.", taken_by=casey)
    with pytest.raises(Refused, match="Dogwood Fiber was ruled out"):
        services.put(contender=priced.contenders.get(number=3), **how)
    cedar = services.put(contender=priced.contenders.get(number=2), **how)
    assert not cedar.paper["is_first"]
    assert cedar.number == 2


def test_nobody_approves_without_the_right(
    award: Award, casey: User, pat: User, owen: User, stella: User
) -> None:
    for person in (casey, pat, stella):
        with pytest.raises(PermissionDenied):
            services.decide(award=award, outcome="approved", decided_by=person)
    owen.decision_rights.filter(subject="contract").update(limit=Decimal(35_999))
    with pytest.raises(PermissionDenied):
        services.decide(award=award, outcome="approved", decided_by=owen)
    row = {"client_id": award.client_id, "award": award, "outcome": "approved"}
    for kind, person in (("portal", owen), ("staff", casey)):
        with (
            acting_as(kind, clients=[award.client_id], user_id=person.pk),
            pytest.raises(Error),
            transaction.atomic(),
        ):
            AwardApproval(decided_by_id=owen.pk, right_of_id=owen.pk, **row).save()


def test_bidders_are_told_nothing_before_the_client_approved(
    award: Award, pat: User, owen: User
) -> None:
    with pytest.raises(Refused, match="not approved"):
        services.announce(award=award, announced_by=pat)
    with pytest.raises(Error, match="approved is announced"), transaction.atomic():
        Award.objects.update(announced_at=award.put_at, announced_by=pat)
    with at_the_portal(owen), pytest.raises(Refused, match="Say why"):
        services.decide(award=award, outcome="declined", decided_by=owen)
    with at_the_portal(owen):
        services.decide(award=award, outcome="declined", decided_by=owen, reason="Too dear.")
    with pytest.raises(Refused, match="not approved"):
        services.announce(award=award, announced_by=pat)


def test_each_bidder_reads_the_outcome_and_its_own_scores_alone(approved: Award, pat: User) -> None:
    services.announce(award=approved, announced_by=pat)

    assert Rfp.objects.get(pk=approved.evaluation.rfp_id).state == "awarded"
    assert len([sent for sent in mail.outbox if sent.subject.endswith(": the award")]) == 3
    told = {letter.bidder.number: letter.told for letter in AwardLetter.objects.all()}
    assert told[1]["own"]["points"] == "84.40"
    assert [score["points"] for score in told[2]["scores"]] == ["7.50", "4.00"]
    assert "84.40" not in json.dumps(told[2])
    assert "Birch Telecom" not in json.dumps(told[2]["scores"])
    assert told[3]["why_out"] == "R-001: It offers one path alone."

    page = come_in("cedar@bid.test").get("/bidder/award/").content.decode()
    assert "It goes to Birch Telecom" in " ".join(page.split())
    assert "Dogwood" not in page
    cedar = AwardLetter.objects.get(bidder__number=2)
    with acting_as(
        "bidder",
        user_id=cedar.bidder.people.get().pk,
        rfp=approved.evaluation.rfp_id,
        bidder=cedar.bidder_id,
    ):
        assert [letter.pk for letter in AwardLetter.objects.all()] == [cedar.pk]
        with pytest.raises(Error), transaction.atomic():
            Award.objects.exists()
    with pytest.raises(Refused, match="told before"):
        services.announce(award=approved, announced_by=pat)


def test_it_goes_over_the_pages_from_the_result_to_the_letters(
    priced: Evaluation, casey: User, owen: User, pat: User
) -> None:
    may_sign(owen, priced.client)
    tender.declare(priced.rfp, casey)
    browser = tender.browsing(casey)
    start = f"/evaluations/{priced.public_id}/award/"
    assert "Birch Telecom, 84.40 points" in browser.get(start).content.decode()
    birch = priced.contenders.get(number=1)
    said = {"contender": birch.pk, "reasons": "Best by points.", "kind": "contract"}
    assert browser.post(start, said).status_code == 302
    award = Award.objects.get()
    at = f"/awards/{award.public_id}/"

    theirs = tender.browsing(owen)
    assert b"$36,000.00" in theirs.get(at).content
    assert b"Birch Telecom" in theirs.get("/my/awards/").content
    assert theirs.post(f"{at}decide/", {"outcome": "approved"}).status_code == 302
    assert browser.post(f"{at}announce/").status_code == 403
    assert browser.get(f"{at}ocds/").status_code == 404
    tender.browsing(pat).post(f"{at}announce/")

    paper = words_of(theirs.post(f"{at}pdf/").content)
    assert "The winner changes in 1 of 7 cases." in paper
    assert "approved by" in paper
    letter = words_of(browser.post(f"{at}letters/2/pdf/").content)
    assert "It goes to Birch Telecom" in letter
    assert "82.51 points" in letter
    release = json.loads(browser.get(f"{at}ocds/").content)
    assert release["tag"] == ["award"]
    assert release["awards"][0]["value"] == {"amount": 36000, "currency": "USD"}
    assert release["tender"]["numberOfTenderers"] == 3


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"there is no {SCHEMA}")
def test_the_release_of_an_award_holds_against_the_standard(approved: Award, pat: User) -> None:
    services.announce(award=approved, announced_by=pat)
    approved.refresh_from_db()
    told = json.loads(json.dumps(award_release(approved)))

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = Draft4Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(told)] == []
