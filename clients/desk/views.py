"""Pages of the practice: what clients ask, the next word due first; our promise."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.desk import measures, services
from clients.desk.abouts import shown
from clients.desk.forms import AnswerForm, PromiseForm, WordsForm
from clients.desk.models import AnswerPromise, Question
from clients.desk.querysets import QuestionQuerySet
from clients.people.access import practice_only, principal_only
from clients.people.models import Client
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

STATES = (
    ("", "Waiting for us"),
    ("answered", "Answered"),
    ("closed", "Closed"),
    ("all", "All"),
    ("in_time", "First word in time"),
    ("late", "First word late"),
    ("next_in_time", "Next words in time"),
    ("next_late", "Next words late"),
)
HEADING = (
    "Client", "Subject", "Asked by", "Asked", "State", "First word promised by", "First word",
    "Service hours it took", "Late", "Next word due",
)  # fmt: skip


@practice_only
def question_list(request: HttpRequest) -> HttpResponse:
    """What clients ask; where the next word is ours, the one due first on top."""
    client = chosen_client(request)
    asked = narrowed(Question.objects.visible_to(request.user).for_list(), request)
    asked = asked.filter(client=client) if client else asked
    order = ["-id"] if request.GET.get("state") else ["next_due_at", "id"]
    now = timezone.now()
    context = {
        "page": marked(keyset.page(asked, order, request)),
        "states": STATES,
        "month": measures.month_called(request.GET.get("month", "")),
        "is_narrow": any(request.GET.get(name) for name in ("state", "client", "month")),
        "owed": Question.objects.visible_to(request.user).waiting().count(),
        "overdue": Question.objects.visible_to(request.user).overdue(now).count(),
    }
    return render(request, "desk/question_list.html", context)


@practice_only
def question_export(request: HttpRequest) -> HttpResponse:
    """The questions of the page, all of its pages, as a CSV file."""
    client, now = chosen_client(request), timezone.now()
    asked = narrowed(Question.objects.visible_to(request.user).for_list(), request)
    asked = asked.filter(client=client) if client else asked
    rows = (
        (
            each.client, each.subject, each.asker, each.asked_at, each.get_state_display(),
            each.due_at, each.first_word_at,
            None if each.took is None else measures.hours(each.took),
            "yes" if each.is_late(now) else "no", each.next_due_at,
        )
        for each in asked.order_by("-id").iterator(chunk_size=2000)
    )  # fmt: skip
    return csv_file("questions.csv", HEADING, rows)


@practice_only
def question_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One question with every step, and the answer to write."""
    question = _asked(request, public_id)
    return render(request, "desk/question_detail.html", told(request, question, AnswerForm()))


@practice_only
@require_POST
def question_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = _asked(request, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/question_detail.html", told(request, question, form))
    return _done(
        request,
        question,
        f"Answered. {question.asker} is told.",
        services.answer,
        words=form.cleaned_data["words"],
        answered_by=request.user,
    )


@practice_only
@require_POST
def question_working(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = _asked(request, public_id)
    return _done(
        request,
        question,
        f"Said. {question.asker} is told.",
        services.say_working,
        words=words_of(request),
        said_by=request.user,
    )


@principal_only
def promise_edit(request: HttpRequest) -> HttpResponse:
    """How soon we promise to say something."""
    form = PromiseForm(request.POST or None, instance=AnswerPromise.current())
    if request.method == "POST" and form.is_valid():
        services.change_promise(promise=form.save(commit=False), changed_by=request.user)
        messages.success(request, "Promised from now on. What was promised before stays.")
        return redirect("desk:promises")
    return render(request, "desk/promise_form.html", {"form": form})


def narrowed(asked: QuestionQuerySet, request: HttpRequest) -> QuestionQuerySet:
    """Those the page's state and month name."""
    asked = measures.of_month(asked, request.GET.get("month", ""))
    match request.GET.get("state", ""):
        case "answered" | "closed" as state:
            return asked.filter(state=state)
        case "in_time":
            return asked.answered_in_time()
        case "late":
            return asked.answered_late(timezone.now())
        case "next_in_time":
            return asked.updated_in_time(timezone.now())
        case "next_late":
            return asked.updated_late(timezone.now())
        case "":
            return asked.waiting()
    return asked


def marked(page: keyset.Page) -> keyset.Page:
    """The page's questions, each knowing whether it is late."""
    now = timezone.now()
    for each in page:
        each.late = each.is_late(now)
        each.is_overdue = each.next_due_at is not None and each.next_due_at < now
    return page


def told(request: HttpRequest, question: Question, form: Any) -> dict[str, Any]:
    """What the page of a question says, to both sides the same."""
    now = timezone.now()
    return {
        "question": question,
        "steps": question.steps.annotate(who=F("actor__name")),
        "about": shown(question, request.user),
        "is_late": question.is_late(now),
        "is_overdue": question.next_due_at is not None and question.next_due_at < now,
        "took": None if question.took is None else measures.hours(question.took),
        "form": form,
    }


def words_of(request: HttpRequest) -> str:
    """The words that were sent; none where they are no text."""
    form = WordsForm(request.POST)
    return form.cleaned_data["words"] if form.is_valid() else ""


def _done(
    request: HttpRequest,
    question: Question,
    success: str,
    deed: Callable[..., object],
    **how: Any,
) -> HttpResponse:
    try:
        deed(question=question, **how)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
    return redirect("desk:question_detail", question.public_id)


def _asked(request: HttpRequest, public_id: UUID) -> Question:
    return get_object_or_404(
        Question.objects.visible_to(request.user).for_list(), public_id=public_id
    )


def chosen_client(request: HttpRequest) -> Client | None:
    """The client an address narrows a page to."""
    slug = request.GET.get("client", "")
    return Client.objects.visible_to(request.user).filter(slug=slug).first() if slug else None
