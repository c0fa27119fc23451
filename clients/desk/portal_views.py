"""Pages of client users: ask, read the answer, and what we promise, in the open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.desk import measures, services
from clients.desk.abouts import about_of
from clients.desk.forms import AskForm, ClientPulseForm
from clients.desk.models import AnswerPromise, Question
from clients.desk.pulse_models import PulseSummary
from clients.desk.pulses import open_pulse
from clients.desk.views import chosen_client, marked, narrowed, told, words_of
from clients.people.access import any_signed_in, portal_only
from clients.people.company import chosen_company, companies, page
from clients.service_hours.models import ServiceHours
from retainer.lib import keyset
from retainer.lib.refusal import Refused

STATES = (
    ("", "All"),
    ("waiting", "Waiting for us"),
    ("answered", "Answered"),
    ("closed", "Closed"),
)
#: What the page of our promises leads to; offered while it is chosen.
KEPT = (
    ("in_time", "First word in time"),
    ("late", "First word late"),
    ("next_in_time", "Next words in time"),
    ("next_late", "Next words late"),
)


@portal_only
def my_questions(request: HttpRequest) -> HttpResponse:
    """What the company has asked, the latest first."""
    company = chosen_company(request)
    mine = Question.objects.visible_to(request.user).filter(client=company).for_list()
    state = request.GET.get("state", "")
    if state in ("", "all", "waiting"):
        asked = measures.of_month(mine, request.GET.get("month", ""))
        asked = asked.waiting() if state == "waiting" else asked
    else:
        asked = narrowed(mine, request)
    return page(
        request,
        "desk/my_questions.html",
        company,
        page=marked(keyset.page(asked, ["-id"], request)),
        states=(*STATES, *(each for each in KEPT if each[0] == state)),
        month=measures.month_called(request.GET.get("month", "")),
        is_narrow=bool(state or request.GET.get("month")),
        owed=mine.waiting().count(),
        promise=AnswerPromise.current(),
        pulse=open_pulse(request.user),
        summary=PulseSummary.objects.visible_to(request.user).filter(client=company).first(),
    )


@portal_only
def question_ask(request: HttpRequest) -> HttpResponse:
    """Ask us something, about the thing the address names where it names one."""
    company = chosen_company(request)
    about = about_of(request.user, company, request.GET.get("about", ""))
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        question = services.ask(
            client=company, asked_by=request.user, about=about, **form.cleaned_data
        )
        messages.success(request, "Asked. Your consultants are told.")
        return redirect("desk:my_question", question.public_id)
    promise, hours = AnswerPromise.current(), ServiceHours.current()
    return page(
        request,
        "desk/question_ask.html",
        company,
        form=form,
        about=about,
        promise=promise,
        hours=hours,
    )


@portal_only
def my_question(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One question with every step, by when we promised to answer, and when we did."""
    question = _mine(request, public_id)
    company = next(each for each in companies(request) if each.pk == question.client_id)
    asked = open_pulse(request.user)
    context = told(request, question, ClientPulseForm())
    context["pulse"] = asked if asked and asked.question_id == question.pk else None
    return page(request, "desk/my_question.html", company, **context)


@portal_only
@require_POST
def question_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = _mine(request, public_id)
    how = {"closed_by": request.user, "words": words_of(request)}
    return _done(request, question, "Closed.", services.close, **how)


@portal_only
@require_POST
def question_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    question = _mine(request, public_id)
    how = {"reopened_by": request.user, "words": words_of(request)}
    return _done(request, question, "Asked again.", services.reopen, **how)


@any_signed_in
def promises(request: HttpRequest) -> HttpResponse:
    """What we promise, and how it was kept; a client user reads of their own company's."""
    asked = Question.objects.visible_to(request.user)
    context: dict[str, Any] = {"promise": AnswerPromise.current(), "hours": ServiceHours.current()}
    if request.user.is_client_user:
        company = chosen_company(request)
        kept = measures.kept(asked.filter(client=company), timezone.now())
        context |= {"kept": kept, "this": kept[0], "list": "desk:my_questions"}
        return page(request, "desk/promises.html", company, **context)
    if client := chosen_client(request):
        asked = asked.filter(client=client)
    kept = measures.kept(asked, timezone.now())
    context |= {"kept": kept, "this": kept[0], "list": "desk:question_list", "client": client}
    return render(request, "desk/promises.html", context)


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
    return redirect("desk:my_question", question.public_id)


def _mine(request: HttpRequest, public_id: UUID) -> Question:
    mine = Question.objects.visible_to(request.user).filter(client__in=companies(request))
    return get_object_or_404(mine.for_list(), public_id=public_id)
