"""What the practice does with bidders' questions: answers them, and sends answers to all."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from clients.people.activity import record
from clients.people.models import User
from rfp.authoring.models import Rfp
from rfp.bidders.services import BidderRefused
from rfp.bidders.telling import tell_all
from rfp.questions.models import Answer, AnswerRound, BidderQuestion


@transaction.atomic
def keep_answer(
    *, answer: Answer, questions: Iterable[BidderQuestion] = (), written_by: User
) -> Answer:
    """Store a draft; the questions named are those it answers."""
    if answer.pk and Answer.objects.select_for_update().get(pk=answer.pk).round_id:
        raise BidderRefused("It went out to all bidders. Write another one that corrects it.")
    answer.written_by = written_by
    answer.save()
    for question in questions:
        if question.answer_id not in (None, answer.pk) and question.answer.round_id:
            raise BidderRefused(f"“{question}” is answered already.")
        question.answer, question.refused_because = answer, ""
        question.save(update_fields=["answer", "refused_because"])
    return answer


@transaction.atomic
def discard_answer(*, answer: Answer, discarded_by: User) -> None:
    """Throw a draft away; its questions wait for an answer again."""
    if answer.round_id:
        raise BidderRefused("It went out to all bidders and stays.")
    answer.asked.update(answer=None)
    answer.delete()


@transaction.atomic
def refuse_question(*, question: BidderQuestion, because: str, refused_by: User) -> None:
    """Say to its bidder alone why a question gets no answer, such as that it names a company."""
    if not because.strip():
        raise BidderRefused("Say why: whoever asked reads it.")
    if question.answer_id:
        raise BidderRefused("It has an answer. Take it off the answer first.")
    question.refused_because = because.strip()
    question.save(update_fields=["refused_because"])
    record("bidder.question_refused", f"A question gets no answer: {because.strip()}",
           actor=refused_by, client=question.rfp.client, subject=question.rfp)  # fmt: skip


@transaction.atomic
def publish_round(*, rfp: Rfp, published_by: User) -> AnswerRound:
    """Send every answer that is written to all bidders at once, numbered in order."""
    Rfp.objects.select_for_update(of=("self",)).get(pk=rfp.pk)
    ready = list(rfp.answers.filter(round=None).exclude(answer="").order_by("pk"))
    if not ready:
        raise BidderRefused("No answer is written yet.")
    last_round = rfp.answer_rounds.aggregate(last=Max("number"))["last"] or 0
    last = rfp.answers.aggregate(last=Max("number"))["last"] or 0
    made = AnswerRound.objects.create(
        client_id=rfp.client_id, rfp=rfp, number=last_round + 1, published_by=published_by
    )
    for number, answer in enumerate(ready, start=last + 1):
        answer.number, answer.round = number, made
        answer.save(update_fields=["number", "round"])
    record("bidder.answered", f"{made} of answers to bidders of {rfp}: {len(ready)}",
           actor=published_by, client=rfp.client, subject=rfp)  # fmt: skip
    tell_all(
        rfp,
        subject=f"{rfp.reference}: answers to questions",
        template="questions/mail/answered.txt",
        many=len(ready),
    )
    return made
