"""What a bidder's people do: ask, and take a question back."""

from django.db import transaction
from django.utils import timezone

from rfp.bidders.models import BidderPerson
from rfp.bidders.services import BidderRefused
from rfp.bidders.taking_part import note
from rfp.questions.models import BidderQuestion


@transaction.atomic
def ask(*, person: BidderPerson, about: str, words: str) -> BidderQuestion:
    """Ask in the name of the bidder."""
    question = BidderQuestion.objects.create(
        client_id=person.client_id,
        rfp_id=person.bidder.rfp_id,
        bidder_id=person.bidder_id,
        person=person,
        about=about.strip(),
        words=words.strip(),
    )
    note(person, "question.asked", f"{person} asked: {question}")
    return question


@transaction.atomic
def withdraw(*, person: BidderPerson, question: BidderQuestion) -> None:
    """Take a question back that was not answered yet."""
    if question.answer_id or question.refused_because:
        raise BidderRefused("It is being answered already.")
    question.withdrawn_at = timezone.now()
    question.save(update_fields=["withdrawn_at"])
    note(person, "question.withdrawn", f"{person} took back: {question}")
