"""Scores are blind until the meeting, locked from then on, and quality is settled for good."""

from decimal import Decimal

import pytest
from django.db import Error, transaction
from django.test import Client as Browser

from clients.models import Notice, User
from retainer.exporting.evaluation_tables import TABLES
from retainer.lib.refusal import Refused
from retainer.lib.tenancy import acting_as
from rfp.bids import opening
from rfp.evaluation import beginning, meeting, scoring
from rfp.evaluation.handed_in import proposals_of
from rfp.evaluation.standing import Standing
from rfp.models import AgreedScore, BidLook, Evaluation, GateVerdict, Rfp, Score
from tests.clients.advice.conftest import at_the_portal
from tests.rfp.evaluation import tender


def staff(evaluation: Evaluation, user: User):
    return acting_as("staff", clients=[evaluation.client_id], user_id=user.pk)


def test_nobody_opens_scoring_before_proposals_are_due(rfp: Rfp, casey: User) -> None:
    evaluation = tender.prepared(rfp, casey, casey)

    with pytest.raises(Refused, match="Sealed"):
        tender.opened(evaluation, casey)
    with pytest.raises(Refused, match="not due yet"):
        beginning.open_scoring(evaluation=evaluation, proposals=[], opened_by=casey)


def test_an_evaluator_is_told_and_asked_to_declare(rfp: Rfp, casey: User, owen: User) -> None:
    evaluation = beginning.prepare(rfp=rfp, rules=beginning.Rules(), prepared_by=casey)
    beginning.name_evaluator(
        evaluation=evaluation, person=owen, groups=["service", "unheard of"], named_by=casey
    )

    assert evaluation.evaluators.get().groups == ["service"]
    told = set(Notice.objects.filter(recipient=owen).values_list("sentence", flat=True))
    assert f"You evaluate the proposals to {rfp}." in told
    assert any(sentence.startswith("Please declare your interests") for sentence in told)
    assert tender.browsing(owen).get(f"/evaluations/{evaluation.public_id}/").status_code == 200


def test_scoring_takes_over_what_was_issued_and_handed_in(evaluation: Evaluation) -> None:
    criteria = {each.code: each for each in evaluation.criteria.all()}

    assert [each.code for each in evaluation.criteria.all()] == ["R-001", "R-002", "R-003"]
    assert (criteria["R-002"].most, criteria["R-003"].most) == (10, 5)
    assert criteria["R-003"].group == "service"
    cedar = evaluation.contenders.get(number=2)
    assert cedar.answer("R-001").words == "Comply by subcontractor"
    assert cedar.name == "Cedar Networks"
    assert BidLook.objects.count() == 3


def test_a_late_proposal_that_is_admitted_is_scored_too(rfp: Rfp, casey: User, owen: User) -> None:
    evaluation = tender.prepared(rfp, casey, casey, owen)
    tender.let_time_pass(rfp)
    first, *others = proposals_of(rfp, casey)
    beginning.open_scoring(evaluation=evaluation, proposals=others, opened_by=casey)
    at = f"/evaluations/{evaluation.public_id}/"
    browser = tender.browsing(casey)
    assert b"A late proposal was admitted" in browser.get(at).content

    browser.post(f"{at}take-in/")
    assert first.bidder.contender.evaluation == evaluation
    assert b"A late proposal" not in browser.get(at).content
    with pytest.raises(Refused, match="is being scored"):
        beginning.take_in(evaluation=evaluation, proposals=[], taken_by=casey)


@pytest.mark.parametrize("who", ["pat", "casey"])
def test_nobody_else_reads_a_score_before_the_meeting(
    who: str, scored: Evaluation, owen: User, pat: User, casey: User
) -> None:
    reader = {"pat": pat, "casey": casey}[who]

    with staff(scored, reader):
        others = Score.objects.filter(evaluation=scored).exclude(person=reader)
        assert not others.exists()
        assert Standing(scored).evaluators[1].scored == 6  # how far Owen is may be known
    with at_the_portal(owen):
        assert set(Score.objects.values_list("person", flat=True)) == {owen.pk}

    meeting.open_meeting(evaluation=scored, because="Time is up.", opened_by=casey)
    with staff(scored, reader):
        assert Score.objects.filter(evaluation=scored).count() == 12
    with at_the_portal(owen):
        assert Score.objects.count() == 12


def test_an_export_holds_no_score_before_the_meeting(scored: Evaluation, casey: User) -> None:
    [table] = [each for each in TABLES if each.name == "evaluation_scores"]

    assert not list(table.rows(scored.client, is_client=False))
    meeting.open_meeting(evaluation=scored, because="Time is up.", opened_by=casey)
    assert len(list(table.rows(scored.client, is_client=False))) == 12
    assert not list(table.rows(scored.client, is_client=True))


def test_nobody_scores_in_another_name(
    evaluation: Evaluation, casey: User, owen: User, stella: User
) -> None:
    row = {
        "client_id": evaluation.client_id,
        "evaluation": evaluation,
        "criterion": evaluation.criteria.get(code="R-002"),
        "contender": evaluation.contenders.get(number=1),
        "points": Decimal(10),
    }
    with staff(evaluation, casey), pytest.raises(Error), transaction.atomic():
        Score.objects.create(person_id=owen.pk, **row)
    with at_the_portal(owen), pytest.raises(Error), transaction.atomic():
        Score.objects.create(person_id=casey.pk, **row)
    assert tender.browsing(stella).get(f"/evaluations/{evaluation.public_id}/").status_code == 404


def test_a_score_is_on_its_scale_and_in_ones_group(rfp: Rfp, casey: User, owen: User) -> None:
    evaluation = tender.prepared(rfp, casey, casey)
    beginning.name_evaluator(evaluation=evaluation, person=owen, groups=["service"], named_by=casey)
    tender.declare(rfp, owen)
    tender.let_time_pass(rfp)
    evaluation = tender.opened(evaluation, casey)
    mine = evaluation.evaluators.get(person=owen)

    with pytest.raises(Refused, match="R-003 is scored from 0 to 5"):
        tender.give(mine, 1, R003=6)
    with pytest.raises(Refused, match="R-002 is not yours"):
        tender.give(mine, 1, R002=6)
    with pytest.raises(Refused, match="R-001 is not yours"):
        tender.give(evaluation.evaluators.get(person=casey), 1, R001=6)
    tender.give(mine, 1, R003=5)
    assert Standing(evaluation).asked_of(mine) == 3


def test_what_was_handed_in_stays_until_its_writer_takes_it_back(
    scored: Evaluation, casey: User
) -> None:
    mine = scored.evaluators.get(person=casey)
    scoring.submit(evaluator=mine)

    with pytest.raises(Refused, match="You handed in"):
        tender.give(mine, 1, R002=1)
    with pytest.raises(Error, match="locked"), transaction.atomic():
        Score.objects.filter(person=casey).update(points=1)
    scoring.take_back(evaluator=mine)
    tender.give(mine, 1, R002=8)
    assert Score.objects.get(person=casey, criterion__code="R-002", contender__number=1).points == 8


def test_scores_stay_from_the_meeting_on(scored: Evaluation, casey: User) -> None:
    with pytest.raises(Refused, match="did not hand in"):
        meeting.open_meeting(evaluation=scored, because="", opened_by=casey)
    held = meeting.open_meeting(evaluation=scored, because="Owen is ill.", opened_by=casey)

    assert held.meeting_because == "Owen is ill."
    with pytest.raises(Refused, match="not open"):
        tender.give(held.evaluators.get(person=casey), 1, R002=1)
    for rows in (Score.objects.filter(person=casey), Score.objects.all()):
        with pytest.raises(Error, match="locked"), transaction.atomic():
            rows.update(points=0)
        with pytest.raises(Error, match="locked"), transaction.atomic():
            rows.delete()
    with pytest.raises(Error, match="does not go from"), transaction.atomic():
        Evaluation.objects.update(state="scoring")


def test_far_apart_needs_a_reason_and_the_scores_stay_beside_it(
    evaluation: Evaluation, casey: User, owen: User
) -> None:
    tender.give(evaluation.evaluators.get(person=casey), 1, R002=9, R003=4)
    tender.give(evaluation.evaluators.get(person=owen), 1, R002=3)
    held = meeting.open_meeting(evaluation=evaluation, because="Time is up.", opened_by=casey)
    birch, repair = held.contenders.get(number=1), held.criteria.get(code="R-002")
    cell = Standing(held).cells[birch.pk, repair.pk]

    assert (cell.spread, cell.mean, cell.is_far_apart) == (6, 6, True)
    support = Standing(held).cells[birch.pk, held.criteria.get(code="R-003").pk]
    assert [each.name for each in support.missing] == [owen.name]
    agreeing = {"criterion": repair, "contender": birch, "said_by": casey}
    with pytest.raises(Refused, match="far apart"):
        meeting.agree(points=Decimal(5), reason=" ", **agreeing)
    with pytest.raises(Refused, match="from 0 to 10"):
        meeting.agree(points=Decimal(11), reason="Best of all.", **agreeing)
    meeting.agree(points=Decimal(5), reason="Owen read page 4, which Casey had missed.", **agreeing)

    cell = Standing(held).cells[birch.pk, repair.pk]
    assert (cell.points, cell.delta, cell.todo) == (5, -1, "")
    assert sorted(cell.values) == [3, 9]
    with pytest.raises(Refused, match="nobody scored it"):
        meeting.agree(
            criterion=repair,
            contender=held.contenders.get(number=2),
            points=Decimal(5),
            reason="",
            said_by=casey,
        )


def test_a_gate_is_decided_with_a_reason_and_the_latest_word_counts(
    evaluation: Evaluation, casey: User, owen: User
) -> None:
    gate, dogwood = evaluation.criteria.get(code="R-001"), evaluation.contenders.get(number=3)
    gate.evaluation = evaluation
    word = {"criterion": gate, "contender": dogwood}

    with pytest.raises(Refused, match="Say why"):
        scoring.decide_gate(passes=False, reason=" ", decided_by=casey, **word)
    with at_the_portal(owen):
        scoring.decide_gate(passes=False, reason="One path.", decided_by=owen, **word)
    assert [gate.code for gate, _ in Standing(evaluation).failed(dogwood)] == ["R-001"]
    scoring.decide_gate(passes=True, reason="A second path follows.", decided_by=casey, **word)
    assert not Standing(evaluation).failed(dogwood)
    assert GateVerdict.objects.count() == 2
    with pytest.raises(Error), transaction.atomic():
        GateVerdict.objects.update(passes=False)


def test_consensus_closes_when_nothing_is_left_and_lets_prices_be_opened(
    scored: Evaluation, casey: User, owen: User
) -> None:
    held = meeting.open_meeting(evaluation=scored, because="Time is up.", opened_by=casey)
    with pytest.raises(Refused, match="Name first who opens"):
        meeting.close_consensus(evaluation=held, closed_by=casey)
    for person in (casey, owen):
        opening.name_opener(rfp=held.rfp, person=person, named_by=casey)
    with pytest.raises(Refused, match="sealed"):
        tender.open_prices(held, casey)
    with pytest.raises(Refused, match="close the consensus of the evaluation"):
        opening.close_consensus(rfp=held.rfp, closed_by=casey)
    closed = meeting.close_consensus(evaluation=held, closed_by=casey)

    birch = closed.contenders.get(number=1)
    # repair 8 of 10 weighs 4, support 3.5 of 5 weighs 6
    assert Standing(closed).quality(birch) == Decimal(74)
    assert AgreedScore.objects.filter(is_mean=True).count() == 6
    with pytest.raises(Error, match="past this step"), transaction.atomic():
        AgreedScore.objects.update(points=1)
    closed.rfp.price_opening.refresh_from_db()
    assert closed.rfp.price_opening.closed_by == casey


def test_consensus_waits_for_gates_and_for_answers_without_a_score(
    evaluation: Evaluation, casey: User
) -> None:
    held = meeting.open_meeting(evaluation=evaluation, because="Try.", opened_by=casey)
    with pytest.raises(Refused, match="decide on R-001"):
        meeting.close_consensus(evaluation=held, closed_by=casey)
    tender.decide_gates(held, casey)
    todo = list(Standing(held).todo())
    assert len(todo) == 4  # two answers of each of the two that are left
    assert todo[0] == "Birch Telecom, R-002: Nobody scored it: agree on a score."


def test_names_are_kept_from_evaluators_until_consensus_is_closed(
    rfp: Rfp, casey: User, owen: User
) -> None:
    evaluation = tender.prepared(rfp, casey, casey, owen, is_anonymous=True)
    tender.let_time_pass(rfp)
    evaluation = tender.opened(evaluation, casey)
    for number in (1, 2):
        tender.give(evaluation.evaluators.get(person=casey), number, R002=5, R003=4)
    tender.decide_gates(evaluation, casey)
    page = tender.browsing(owen).get(f"/evaluations/{evaluation.public_id}/")
    assert b"Bidder 1" in page.content
    assert b"Birch" not in page.content

    closed = tender.close(evaluation, casey, casey, owen)
    assert closed.contenders.get(number=1).name == "Birch Telecom"


def test_who_did_not_declare_is_led_to_the_declaration(evaluation: Evaluation, pat: User) -> None:
    page = tender.browsing(pat).get(f"/evaluations/{evaluation.public_id}/sheets/1/")

    assert page.status_code == 302
    assert page.headers["Location"].startswith("/sourcing/")


def test_an_evaluator_scores_and_hands_in_on_the_pages(evaluation: Evaluation, owen: User) -> None:
    browser, at = tender.browsing(owen), f"/evaluations/{evaluation.public_id}/"
    page = browser.get(f"{at}sheets/1/")
    assert b"Within 4 hours." in page.content

    refused = browser.post(f"{at}sheets/1/", {"R-002-points": "8", "R-003-points": "6"})
    assert b"Nothing was kept" in refused.content
    assert not Score.objects.exists()
    answer = browser.post(
        f"{at}sheets/1/", {"R-002-points": "8", "R-002-remark": "Fast.", "R-003-points": "4.5"}
    )
    assert answer.status_code == 302
    assert {str(each) for each in Score.objects.values_list("points", flat=True)} == {
        "8.00",
        "4.50",
    }
    gate = {"code": "R-001", "passes": "yes", "reason": "Two ducts."}
    browser.post(f"{at}gates/1/", gate)
    assert GateVerdict.objects.get().decided_by == owen
    browser.post(f"{at}submit/")
    assert evaluation.evaluators.get(person=owen).submitted_at
    assert browser.post(f"{at}submit/", {"back": "1"}).status_code == 302
    assert browser.get(f"{at}scores/").status_code == 404
    assert browser.post(f"{at}meet/").status_code == 403


def test_the_meeting_agrees_on_the_page(scored: Evaluation, casey: User, owen: User) -> None:
    browser, at = tender.browsing(casey), f"/evaluations/{scored.public_id}/"
    browser.post(f"{at}meet/", {"because": "Time is up."})
    table = browser.get(f"{at}scores/")
    assert b"every score is there" in table.content

    assert b"Owen" in browser.get(f"{at}scores/1/R-002/").content
    agreed = browser.post(f"{at}scores/1/R-002/agree/", {"points": "8", "reason": ""})
    assert agreed.status_code == 302
    outside = browser.post(f"{at}scores/1/R-002/agree/", {"points": "2", "reason": ""})
    assert b"outside of what was given" in outside.content
    export = browser.get(f"{at}scores.csv").content.decode().splitlines()
    assert len(export) == 13
    theirs: Browser = tender.browsing(owen)
    assert theirs.get(f"{at}scores/").status_code == 200
    assert theirs.post(f"{at}scores/1/R-002/agree/", {"points": "9"}).status_code == 403
