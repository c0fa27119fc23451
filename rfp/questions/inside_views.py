"""What a bidder's people ask, and what all bidders were answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from retainer.lib.refusal import Refused
from rfp.bidders.access import bidder_only
from rfp.questions import asking
from rfp.questions.forms import QuestionForm
from rfp.questions.models import Answer, BidderQuestion

#: What a bidder may read of an answer.
READ = ("id", "number", "about", "question", "answer", "round_id")


@bidder_only
def questions(request: HttpRequest) -> HttpResponse:
    """Ask, follow one's own questions, and read what all were answered."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asking.ask(person=request.person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "It is asked. The answer goes to all bidders, without names.")
            return redirect("questions:questions")
    rounds: dict[int, list[Answer]] = {}
    answers = (
        Answer.objects.only(*READ)
        .order_by("number")
        .values(*("number", "about", "question", "answer", "round__number", "round__published_at"))
    )
    for answer in answers:
        rounds.setdefault(answer["round__number"], []).append(answer)
    own = BidderQuestion.objects.filter(withdrawn_at=None).values(
        *("public_id", "about", "words", "asked_at", "answer__number", "refused_because"),
        "person__name",
    )
    context = {"form": form, "rounds": rounds, "own": own}
    return render(request, "questions/questions.html", context)


@bidder_only
@require_POST
def question_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = get_object_or_404(BidderQuestion, public_id=public_id)
    try:
        asking.withdraw(person=request.person, question=question)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("questions:questions")
