"""Bidders ask, all are answered, and nobody learns who asked."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client as Browser

from clients.models import User
from retainer.lib.tenancy import acting_as
from rfp.bidders.services import BidderRefused
from rfp.models import Answer, Bidder, BidderQuestion, Rfp
from rfp.questions.services import keep_answer, publish_round
from tests.rfp.coming_in import come_in

BO, CY = "bo@birch.test", "cy@cedar.test"


@pytest.fixture
def pat_browses(pat: User) -> Browser:
    browser = Browser()
    browser.force_login(pat)
    return browser


def asked(browser: Browser, words: str) -> BidderQuestion:
    browser.post("/bidder/questions/", {"about": "R-014", "words": words})
    return BidderQuestion.objects.get(words=words)


def test_an_answer_goes_to_all_and_tells_nobody_who_asked(
    birch: Bidder, cedar: Bidder, rfp: Rfp, pat_browses: Browser
) -> None:
    question = asked(come_in(BO), "Is fibre wanted at Birch's depot?")
    cy = come_in(CY)
    where = f"/rfps/{rfp.public_id}/questions/"

    pat_browses.post(
        f"{where}answer/?question={question.public_id}",
        {"about": "R-014", "question": "Is fibre wanted?", "answer": "Yes, at both sites."},
    )
    before = cy.get("/bidder/questions/").content.decode()
    pat_browses.post(f"{where}publish/")
    after = cy.get("/bidder/questions/").content.decode()

    assert "Yes, at both sites." not in before
    assert "Q-1" in after
    assert "Yes, at both sites." in after
    assert "Birch" not in after
    assert {sent.to[0] for sent in mail.outbox[-2:]} == {BO, CY}
    assert "Birch" not in mail.outbox[-1].body.replace("Bo Birk", "")


def test_no_bidder_reads_a_draft_or_who_asked_in_raw_sql(
    birch: Bidder, cedar: Bidder, rfp: Rfp, pat: User
) -> None:
    question = asked(come_in(BO), "Is fibre wanted?")
    draft = Answer(client_id=rfp.client_id, rfp=rfp, question="Fibre?", answer="Yes.")
    keep_answer(answer=draft, questions=[question], written_by=pat)
    cy = cedar.people.get()

    scope = acting_as("bidder", user_id=cy.pk, rfp=rfp.pk, bidder=cedar.pk)
    with scope, connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM rfp_answer")
        drafts = cursor.fetchall()
        cursor.execute("SELECT words FROM rfp_bidderquestion")
        others = cursor.fetchall()

    assert (drafts, others) == ([], [])


def test_rounds_and_answers_are_counted(rfp: Rfp, pat: User) -> None:
    for words in ("One?", "Two?"):
        keep_answer(
            answer=Answer(client_id=rfp.client_id, rfp=rfp, question=words, answer="Yes."),
            written_by=pat,
        )
        publish_round(rfp=rfp, published_by=pat)

    rows = Answer.objects.values_list("question", "number", "round__number")
    assert sorted(rows) == [("One?", 1, 1), ("Two?", 2, 2)]


def test_what_went_out_stays(rfp: Rfp, pat: User) -> None:
    answer = Answer(client_id=rfp.client_id, rfp=rfp, question="One?", answer="Yes.")
    keep_answer(answer=answer, written_by=pat)
    publish_round(rfp=rfp, published_by=pat)
    answer.answer = "No."

    with pytest.raises(BidderRefused, match="went out"):
        keep_answer(answer=answer, written_by=pat)


def test_an_unanswered_draft_does_not_go_out(rfp: Rfp, pat: User) -> None:
    keep_answer(
        answer=Answer(client_id=rfp.client_id, rfp=rfp, question="One?", answer=""),
        written_by=pat,
    )

    with pytest.raises(BidderRefused, match="No answer is written yet"):
        publish_round(rfp=rfp, published_by=pat)


def test_a_question_is_taken_back_until_it_is_being_answered(
    birch: Bidder, rfp: Rfp, pat: User
) -> None:
    bo = come_in(BO)
    first, second = asked(bo, "One?"), asked(bo, "Two?")
    draft = Answer(client_id=rfp.client_id, rfp=rfp, question="Two?", answer="")
    keep_answer(answer=draft, questions=[second], written_by=pat)

    bo.post(f"/bidder/questions/{first.public_id}/withdraw/")
    bo.post(f"/bidder/questions/{second.public_id}/withdraw/")

    left = BidderQuestion.objects.filter(withdrawn_at=None)
    assert [each.words for each in left] == ["Two?"]


def test_why_a_question_gets_no_answer_is_read_by_its_bidder_alone(
    birch: Bidder, cedar: Bidder, pat_browses: Browser
) -> None:
    bo, cy = come_in(BO), come_in(CY)
    question = asked(bo, "May we see Cedar's prices?")

    pat_browses.post(f"/rfp-questions/{question.public_id}/refuse/", {"because": "It is secret"})

    assert "It is secret" in bo.get("/bidder/questions/").content.decode()
    assert "It is secret" not in cy.get("/bidder/questions/").content.decode()


def test_the_log_has_every_question_with_its_answer(
    birch: Bidder, rfp: Rfp, pat_browses: Browser
) -> None:
    asked(come_in(BO), "Is fibre wanted?")

    answer = pat_browses.get(f"/rfps/{rfp.public_id}/questions/export/")

    rows = b"".join(answer).decode()
    assert "Birch Telecom,Bo Birk,R-014,Is fibre wanted?" in rows
