"""Pages of transitions: for both sides alike, where they disagree first."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.people.access import any_signed_in, practice_only
from clients.people.models import Client
from clients.telecom.loading import load_posted
from clients.transitions import services
from clients.transitions.forms import CriterionForm, MilestoneForm, TransitionForm
from clients.transitions.loading import Milestones
from clients.transitions.models import Colour, Criterion, Milestone, Side, Transition
from clients.transitions.querysets import ORDER, TransitionQuerySet
from retainer.lib import keyset
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file


def _seen(request: HttpRequest) -> TransitionQuerySet:
    """Those this person sees, of the client the address names."""
    found = Transition.objects.visible_to(request.user)
    slug = request.GET.get("client")
    return found.filter(client__slug=slug) if slug else found


@any_signed_in
def transition_list(request: HttpRequest) -> HttpResponse:
    """Every transition, those where the two sides disagree first."""
    clients = list(Client.objects.visible_to(request.user).active().order_by("name"))
    slug = request.GET.get("client", "")
    context = {
        "page": keyset.page(_seen(request).in_order().for_list(), ORDER, request),
        "clients": clients,
        "client": next((each for each in clients if each.slug == slug), None),
    }
    return render(request, "transitions/transition_list.html", context)


@any_signed_in
def transition_export(request: HttpRequest) -> HttpResponse:
    """Every milestone with both colours, as a CSV file."""
    heading = ("Client", "Transition", "Goes live on", "Milestone", "Whose task", "Due on",
               "Done on", "Provider says", "Client says", "Disagreement")  # fmt: skip
    rows = Milestone.objects.visible_to(request.user).filter(transition__in=_seen(request))
    lines = (
        (
            each.transition.client, each.transition, each.transition.ready_on, each,
            each.get_whose_display(), each.due_on, each.done_on,
            each.get_provider_colour_display(), each.get_client_colour_display(),
            "yes" if each.is_disagreed else "no",
        )
        for each in rows.select_related("transition__client").in_order()
    )  # fmt: skip
    return csv_file("transitions.csv", heading, lines)


@practice_only
def transition_create(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    form = TransitionForm(request.POST or None, client=client)
    if request.method == "POST" and form.is_valid():
        opened = services.open_transition(
            transition=form.save(commit=False), opened_by=request.user
        )
        return redirect("transitions:transition_detail", opened.public_id)
    context = {"form": form, "title": "Open a transition", "of": client.name, "do": "Open it"}
    return render(request, "transitions/part_form.html", context)


@any_signed_in
def transition_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One transition: its milestones in two colours, and what must be true before it goes live."""
    transition = get_object_or_404(_seen(request).select_related("client"), public_id=public_id)
    milestones = list(transition.milestones.in_order())
    criteria = list(transition.criteria.annotate(judge_name=F("judged_by__name")))
    context = {
        "transition": transition,
        "milestones": milestones,
        "disagreements": sum(each.is_disagreed for each in milestones),
        "criteria": criteria,
        "unproved": sum(each.state != Criterion.State.MET for each in criteria),
        "own_side": Side.PRACTICE if request.user.is_practice else Side.CLIENT,
        "is_practice": request.user.is_practice,
        "decides": services.may_speak_for_client(request.user, transition.client_id),
    }
    return render(request, "transitions/transition_detail.html", context)


@any_signed_in
def milestone_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One milestone: what each side says of it, and said before."""
    seen = Milestone.objects.visible_to(request.user).select_related("transition__client")
    milestone = get_object_or_404(seen, public_id=public_id)
    user = request.user
    speaks = services.may_speak_for_client(user, milestone.client_id)
    context = {
        "milestone": milestone,
        "words": milestone.words.annotate(who=F("actor__name")),
        "colours": Colour,
        "is_practice": user.is_practice,
        "speaks": milestone.done_on is None and (user.is_practice or speaks),
    }
    return render(request, "transitions/milestone_detail.html", context)


@practice_only
def milestone_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A CSV file: first what it would do, then do it."""
    transition = get_object_or_404(_seen(request).select_related("client"), public_id=public_id)
    context = load_posted(request, Milestones(transition, request.user), "milestones")
    return render(request, "transitions/milestone_import.html", context | {"of": transition})


@practice_only
def milestone_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _add(request, public_id, MilestoneForm, "Add a milestone")


@practice_only
def criterion_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _add(request, public_id, CriterionForm, "Add what must be true")


def _add(request: HttpRequest, public_id: UUID, kind: type[ModelForm], title: str) -> HttpResponse:
    """A new part of a transition."""
    transition = get_object_or_404(_seen(request).select_related("client"), public_id=public_id)
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        part = form.save(commit=False)
        part.transition = transition
        try:
            services.add_part(part=part, added_by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{part} is added.")
            return redirect("transitions:transition_detail", public_id)
    context = {"form": form, "title": title, "of": transition.name, "do": "Add it"}
    return render(request, "transitions/part_form.html", context | {"transition": transition})
