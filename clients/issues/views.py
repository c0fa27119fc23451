"""Pages of issues: for both sides alike, each person with those of their own level."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.issues import services
from clients.issues.forms import IssueForm, LadderForm
from clients.issues.levels import Level, is_of
from clients.issues.loading import Issues
from clients.issues.models import Issue, Ladder
from clients.issues.querysets import ORDER, IssueQuerySet
from clients.people.access import any_signed_in, practice_only, principal_only
from clients.people.models import Client
from clients.telecom.loading import load_posted
from retainer.lib import format as written
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file

State = Issue.State
STATES = (
    ("", "Not settled"),
    ("overdue", "Overdue"),
    (State.OPEN, "Waiting"),
    (State.ANSWERED, "Answered"),
    (State.SETTLED, "Settled"),
    ("all", "All"),
)
LEVELS = (("", "Every level"), *Level.choices)


@any_signed_in
def issue_list(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, overdue first."""
    mine = Issue.objects.visible_to(request.user)
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    slug = request.GET.get("client", "")
    context = {
        "page": keyset.page(_narrowed(request), ORDER, request),
        "overdue": mine.unanswered(timezone.now()).count(),
        "states": STATES,
        "levels": LEVELS,
        "clients": clients,
        "client": next((each for each in clients if each.slug == slug), None),
        "is_narrow": any(request.GET.get(key) for key in ("client", "state", "level")),
        "is_practice": request.user.is_practice,
    }
    return render(request, "issues/issue_list.html", context)


@any_signed_in
def issue_export(request: HttpRequest) -> HttpResponse:
    """The issues the page shows, all of its pages, as a CSV file."""
    heading = ("client", "issue", "what_happened", "carrier", "level", "state", "raised_by",
               "raised", "due")  # fmt: skip
    rows = (
        (
            issue.client, issue.title, issue.text, issue.carrier_name, issue.get_level_display(),
            "Overdue" if issue.is_overdue else issue.get_state_display(), issue.raised_by_name,
            written.moment(issue.raised_at), written.moment(issue.due_at) if issue.due_at else "",
        )
        for issue in _narrowed(request).order_by(*ORDER).iterator(chunk_size=2000)
    )  # fmt: skip
    return csv_file("issues.csv", heading, rows)


@practice_only
def issue_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    context = load_posted(request, Issues(client, request.user), "issues")
    return render(request, "issues/issue_import.html", context)


def _narrowed(request: HttpRequest) -> IssueQuerySet:
    """What the address asks for of that this person may see."""
    now, asked = timezone.now(), request.GET
    found = Issue.objects.visible_to(request.user).in_order(now).for_list()
    if slug := asked.get("client"):
        found = found.filter(client__slug=slug)
    if (level := asked.get("level")) in Level:
        found = found.filter(level=level)
    state = asked.get("state", "")
    if state == "overdue":
        return found.unanswered(now)
    if state in State:
        return found.filter(state=state)
    return found if state == "all" else found.exclude(state=State.SETTLED)


@any_signed_in
def issue_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Raise one at the operating level of a client."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        issue = services.raise_issue(client=client, raised_by=request.user, **form.cleaned_data)
        messages.success(request, "Raised. The people of the operating level are told.")
        return redirect("issues:issue_detail", issue.public_id)
    context = {"form": form, "client": client, "ladder": Ladder.of(client)}
    return render(request, "issues/issue_form.html", context)


@any_signed_in
def issue_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One issue: its clock, and every step that was taken."""
    issue = _issue(request, public_id)
    is_mine = issue.raised_by_id == request.user.pk
    context = {
        "issue": issue,
        "steps": issue.steps.annotate(who=F("actor__name")).order_by("-pk"),
        "ladder": Ladder.of(issue.client),
        "may_answer": is_of(request.user, issue.client_id, issue.level),
        "may_move": request.user.is_practice or is_mine,
        "other_levels": [level for level in Level if level != issue.level],
    }
    return render(request, "issues/issue_detail.html", context)


@any_signed_in
@require_POST
def issue_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(
        request,
        public_id,
        "Answered; the clock stopped.",
        lambda issue, words: services.answer(issue=issue, words=words, answered_by=request.user),
    )


@any_signed_in
@require_POST
def issue_ask_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(
        request,
        public_id,
        "Asked again; the clock runs.",
        lambda issue, words: services.ask_again(issue=issue, words=words, asked_by=request.user),
    )


@any_signed_in
@require_POST
def issue_settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _done(
        request,
        public_id,
        "Settled.",
        lambda issue, words: services.settle(issue=issue, words=words, settled_by=request.user),
    )


@any_signed_in
@require_POST
def issue_move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    level = request.POST.get("level", "")
    return _done(
        request,
        public_id,
        "Moved. The people of that level are told.",
        lambda issue, words: services.move(
            issue=issue, level=level, words=words, moved_by=request.user
        ),
    )


@principal_only
def ladder_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How long each level of a client has to answer."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = LadderForm(request.POST or None, instance=Ladder.of(client))
    if request.method == "POST" and form.is_valid():
        services.set_ladder(ladder=form.save(commit=False), set_by=request.user)
        messages.success(request, "The hours are saved; what is asked from now on keeps them.")
        return redirect(request.path)
    return render(request, "issues/ladder_form.html", {"form": form, "client": client})


def _done(
    request: HttpRequest, public_id: UUID, success: str, deed: Callable[[Issue, str], object]
) -> HttpResponse:
    """Do it with the words that were written, and say on the issue's page what came of it."""
    issue = _issue(request, public_id)
    try:
        deed(issue, request.POST.get("words", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, success)
    if Issue.objects.visible_to(request.user).filter(pk=issue.pk).exists():
        return redirect("issues:issue_detail", issue.public_id)
    return redirect("issues:issue_list")


def _issue(request: HttpRequest, public_id: UUID) -> Issue:
    return get_object_or_404(Issue.objects.visible_to(request.user).for_list(), public_id=public_id)
