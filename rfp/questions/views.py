"""Pages of the practice: what bidders ask, the drafts of answers, and the rounds that went out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.people.access import practice_only, principal_only
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.models import Rfp
from rfp.questions import services
from rfp.questions.forms import AnswerForm
from rfp.questions.models import Answer, BidderQuestion


def _rfp(request: HttpRequest, public_id: UUID) -> Rfp:
    rfps = Rfp.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rfps, public_id=public_id)


@practice_only
def question_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What waits for an answer, what is drafted, and what went out."""
    rfp = _rfp(request, public_id)
    asked = rfp.bidder_questions.filter(withdrawn_at=None).select_related("bidder", "person")
    context = {
        "rfp": rfp,
        "waiting": asked.filter(answer=None, refused_because=""),
        "refused": asked.exclude(refused_because=""),
        "drafts": rfp.answers.filter(round=None).prefetch_related("asked__bidder"),
        "rounds": rfp.answer_rounds.prefetch_related("answers").order_by("-number"),
    }
    return render(request, "questions/question_list.html", context)


@practice_only
def question_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every question as it was asked, with its answer: the log of the competition."""
    rows = _rfp(request, public_id).bidder_questions.values_list(
        *("asked_at", "bidder__name", "person__name", "about", "words", "withdrawn_at"),
        *("answer__number", "answer__answer", "answer__round__published_at", "refused_because"),
    )
    heading = [
        *("asked_at", "bidder", "person", "about", "question", "withdrawn_at"),
        *("number", "answer", "published_at", "refused_because"),
    ]
    return csv_file("bidder-questions.csv", heading, rows)


@practice_only
def answer_write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer questions that were asked, or one that nobody asked yet."""
    rfp = _rfp(request, public_id)
    wanted = request.GET.getlist("question")
    open_ones = rfp.bidder_questions.filter(withdrawn_at=None, answer=None)
    chosen = [each for each in open_ones if str(each.public_id) in wanted]
    first = chosen[0] if chosen else None
    blank = Answer(client_id=rfp.client_id, rfp=rfp)
    if first:
        blank.about, blank.question = first.about, "\n\n".join(each.words for each in chosen)
    return _edit(request, blank, chosen)


@practice_only
def answer_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a draft."""
    return _edit(request, _draft(request, public_id), [])


def _draft(request: HttpRequest, public_id: UUID) -> Answer:
    drafts = Answer.objects.visible_to(request.user).filter(round=None)
    return get_object_or_404(drafts.select_related("rfp__client"), public_id=public_id)


def _edit(request: HttpRequest, answer: Answer, chosen: list[BidderQuestion]) -> HttpResponse:
    form = AnswerForm(request.POST or None, instance=answer)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_answer(
                answer=form.save(commit=False), questions=chosen, written_by=request.user
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "The draft is kept. Bidders read it once it goes out.")
            return redirect("questions:question_list", answer.rfp.public_id)
    context = {"form": form, "rfp": answer.rfp, "chosen": chosen, "draft": answer}
    return render(request, "questions/answer_form.html", context)


@practice_only
@require_POST
def answer_discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    answer = _draft(request, public_id)
    services.discard_answer(answer=answer, discarded_by=request.user)
    return redirect("questions:question_list", answer.rfp.public_id)


@practice_only
@require_POST
def question_refuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say to whoever asked why it gets no answer."""
    asked = BidderQuestion.objects.visible_to(request.user).select_related("rfp__client")
    question = get_object_or_404(asked, public_id=public_id)
    try:
        services.refuse_question(
            question=question,
            because=request.POST.get("because", ""),
            refused_by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("questions:question_list", question.rfp.public_id)


@principal_only
@require_POST
def round_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send every written answer to all bidders."""
    rfp = _rfp(request, public_id)
    try:
        made = services.publish_round(rfp=rfp, published_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{made} went out to all bidders.")
    return redirect("questions:question_list", public_id)
