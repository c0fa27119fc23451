"""What the box asks while a line is being written, and the timer that starts from it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from clients.work import timers
from clients.work.desk import Desk
from clients.work.line_forms import LineForm
from clients.work.preview import Preview
from clients.work.rules import WorkRefused
from clients.work.views import back_to_book, book_page, say_logged
from retainer.lib import format as written

#: Characters of a line that are read for a preview; the form says when it is longer.
LONGEST = 1000


@practice_only
def line_preview(request: HttpRequest) -> HttpResponse:
    """How the line reads so far, as a fragment; ``at`` is where the hand is."""
    at = request.GET.get("at", "")
    line = request.GET.get("line", "")[:LONGEST]
    hand = int(at) if at.isascii() and at.isdigit() and len(at) < 5 else None
    preview = Preview(line, Desk(request.user, request.GET), hand)
    return render(request, "work/_preview.html", {"preview": preview})


@practice_only
@require_POST
def timer_start(request: HttpRequest) -> HttpResponse:
    """Start the clock for what the line says; one that runs is stopped and logged."""
    desk = Desk(request.user, request.GET)
    line = LineForm(request.POST, desk=desk, timing=True)
    if not line.is_valid():
        return book_page(request, desk, line)
    try:
        begun = line.begun()
        timer, logged = timers.start_timer(
            consultant=request.user,
            origin=desk.about(begun["project"]),
            ago=line.reading.hours or timers.NONE,
            **begun,
        )
    except (timers.TimerRefused, WorkRefused) as refusal:
        line.add_error("line", refusal.sentence)
        line.has_unseen_timer = isinstance(refusal, timers.UnseenTimer)
        return book_page(request, desk, line)
    if logged is not None:
        say_logged(request, logged)
    messages.success(request, f"The timer runs on {timer.project}, {timer.client}.")
    return back_to_book(request)


@practice_only
@require_POST
def timer_stop(request: HttpRequest) -> HttpResponse:
    """Stop the clock; the box then holds what it measured, to be looked over and logged."""
    timer = timers.timer_of(request.user)
    if timer is None:
        messages.info(request, "No timer runs.")
    else:
        timers.stop_timer(timer=timer)
    return redirect("work:entry_list")


@practice_only
@require_POST
def timer_resume(request: HttpRequest) -> HttpResponse:
    """Let the stopped clock go on."""
    timer = timers.timer_of(request.user)
    if timer is None:
        messages.info(request, "No timer waits.")
    else:
        timers.resume_timer(timer=timer)
        messages.success(request, f"The timer runs on {timer.project}, {timer.client}.")
    return redirect("work:entry_list")


@practice_only
@require_POST
def timer_discard(request: HttpRequest) -> HttpResponse:
    """Throw away what the timer measured; the message takes that back."""
    timer = timers.timer_of(request.user)
    if timer is None and timers.discard_unseen_timer(consultant=request.user):
        messages.success(request, "Discarded the timer at the client you no longer work for.")
    elif timer is None:
        messages.info(request, "No timer waits.")
    else:
        token = timers.discard_timer(timer=timer)
        messages.success(
            request,
            f"Discarded: {written.duration(timer.ran)} on {timer.project}, {timer.client}.",
            extra_tags=reverse("work:timer_restore", args=[token]),
        )
    return redirect("work:entry_list")


@practice_only
@require_POST
def timer_restore(request: HttpRequest, token: str) -> HttpResponse:
    """Bring back a discarded timer."""
    try:
        timer = timers.restore_timer(token=token, consultant=request.user)
    except timers.TimerRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"The timer is back, at {written.duration(timer.ran)}.")
    return redirect("work:entry_list")
