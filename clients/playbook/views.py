"""Pages of a playbook: its versions for both sides, its draft for the practice."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.people.access import any_signed_in, practice_only
from clients.playbook import services
from clients.playbook.comparing import changes
from clients.playbook.forms import DraftForm
from clients.playbook.models import PlaybookVersion
from clients.playbook.querysets import PlaybookVersionQuerySet
from clients.playbook.shape import OtherShape, read
from clients.relationships.models import Relationship
from retainer.lib.markdown import html_of
from retainer.lib.refusal import Refused


@any_signed_in
def playbook_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every version of a relationship's playbook, and for the practice what the next would say."""
    relationship = _relationship(request, public_id)
    versions = list(_versions(request).filter(relationship=relationship).order_by("-number"))
    context: dict[str, Any] = {"relationship": relationship, "versions": versions}
    if request.user.is_practice:
        number = versions[0].number + 1 if versions else 1
        upcoming = services.next_contents(relationship, number)
        context["upcoming"] = upcoming
        context["unwritten"] = [text.title for text in upcoming.texts if not text.text]
        if versions:
            try:
                context["changes"] = changes(read(versions[0].contents), upcoming)
            except OtherShape as refusal:
                context["unreadable"] = refusal.sentence
    return render(request, "playbook/playbook_detail.html", context)


@practice_only
def playbook_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the texts of the next version."""
    relationship = _relationship(request, public_id)
    is_sent = request.method == "POST"  # whoever saves second waits, and is told of the first
    draft = services.draft_of(relationship, locked=is_sent)
    form = DraftForm(request.POST or None, instance=draft)
    if is_sent and form.is_valid():
        services.write(draft=form.save(commit=False), written_by=request.user)
        messages.success(request, "Kept. The client reads it when you publish it.")
        return redirect("playbook:playbook_detail", public_id)
    context = {"form": form, "relationship": relationship}
    return render(request, "playbook/playbook_form.html", context)


@practice_only
@require_POST
def playbook_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Freeze the next version."""
    relationship = _relationship(request, public_id)
    try:
        version = services.publish(relationship=relationship, published_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("playbook:playbook_detail", public_id)
    messages.success(request, "Published. Both sides are asked to read and acknowledge it.")
    return redirect("playbook:version_detail", version.public_id)


@any_signed_in
def version_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A version as it was published, what it changed, and who acknowledged it."""
    version = _version(request, public_id)
    side = services.side_of(version, request.user)
    done = {"us": version.our_at, "client": version.their_at}
    newest = version.relationship.playbooks.order_by("-number").first()
    context: dict[str, Any] = {
        "version": version,
        "newest": newest,
        "may_acknowledge": newest == version and side is not None and not done[side],
    }
    try:
        contents = read(version.contents)
        before = version.relationship.playbooks.filter(number=version.number - 1).first()
        context |= {
            "contents_of": contents,
            "texts": [(text, html_of(text.text)) for text in contents.texts if text.text],
            "before": before,
            "changes": changes(read(before.contents), contents) if before else [],
        }
    except OtherShape as refusal:
        context["unreadable"] = refusal.sentence
    return render(request, "playbook/version_detail.html", context)


@any_signed_in
def version_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF, shown in place or, with ``?download``, saved."""
    version = _version(request, public_id)
    if version.pdf is None:
        raise Http404("This version has no PDF yet.")
    return hand_out(version.pdf, inline="download" not in request.GET)


@any_signed_in
@require_POST
def version_acknowledge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say for one's side that it was read and holds."""
    version = _version(request, public_id)
    try:
        services.acknowledge(version=version, acknowledged_by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Acknowledged: version {version.number}.")
    return redirect("playbook:version_detail", public_id)


def _relationship(request: HttpRequest, public_id: UUID) -> Relationship:
    rows = Relationship.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, public_id=public_id)


def _versions(request: HttpRequest) -> PlaybookVersionQuerySet:
    return PlaybookVersion.objects.visible_to(request.user).for_list()


def _version(request: HttpRequest, public_id: UUID) -> PlaybookVersion:
    return get_object_or_404(_versions(request), public_id=public_id)
