"""Where principals and a client's executives take everything the client owns."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clients.files.services import hand_out
from clients.models import Client, ClientExport, Membership, User
from clients.people.access import any_signed_in, portal_only, principal_only
from clients.people.company import chosen_company, page
from retainer.exporting import services

Reader, State = ClientExport.Reader, ClientExport.State


@dataclass(frozen=True)
class Progress:
    """What ``parts/progress.html`` shows of an export."""

    state: str
    done: int
    total: int
    now: str
    in_flight: bool
    label: str = "Packing everything"
    unit: str = "tables and files"
    eta: None = None


@principal_only
def client_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The archive of a client, and how far the next one is."""
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    context = {"client": client, **_latest(client, Reader.PRACTICE)}
    return _refreshed(request, render(request, "exporting/client_export.html", context), context)


@principal_only
@require_POST
def client_export_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    client = get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)
    services.ask_export(client=client, reader=Reader.PRACTICE, asked_by=request.user)
    return redirect("exporting:client_export", client.public_id)


@portal_only
def my_export(request: HttpRequest) -> HttpResponse:
    """A company's own archive; only its executives may ask for it and take it."""
    company = chosen_company(request)
    context = {
        "may_take": is_executive(request.user, company),
        **_latest(company, Reader.CLIENT),
    }
    answer = page(request, "exporting/my_export.html", company, **context)
    return _refreshed(request, answer, context)


@portal_only
@require_POST
def my_export_ask(request: HttpRequest) -> HttpResponse:
    company = chosen_company(request)
    if not is_executive(request.user, company):
        raise PermissionDenied
    services.ask_export(client=company, reader=Reader.CLIENT, asked_by=request.user)
    return redirect("exporting:my_export")


@any_signed_in
def export_download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The archive itself."""
    exports = ClientExport.objects.visible_to(request.user).select_related("archive")
    export = get_object_or_404(exports, public_id=public_id)
    user = request.user
    if not user.is_principal and not is_executive(user, export.client_id):
        raise PermissionDenied
    if export.archive is None:
        raise Http404("This export is not ready, or a later one took its place.")
    return hand_out(export.archive)


def is_executive(user: User, client: Client | int) -> bool:
    places = Membership.objects.filter(user=user, client=client)
    return places.filter(role=Membership.Role.EXECUTIVE).exists()


def _latest(client: Client, reader: str) -> dict[str, object]:
    """The archive that can be taken, and what became of what was asked for last."""
    exports = ClientExport.objects.filter(client=client, reader=reader)
    ready = exports.filter(state=State.READY, archive__isnull=False)
    last = exports.first()
    return {
        "ready": ready.select_related("archive").first(),
        "last": last,
        "progress": _progress(last) if last and last.is_in_flight else None,
    }


def _progress(export: ClientExport) -> Progress:
    state = "queued" if export.state == State.WAITING else "running"
    return Progress(state, export.done, export.total, export.doing, in_flight=True)


def _refreshed(request: HttpRequest, answer: HttpResponse, context: dict) -> HttpResponse:
    """When what was asked for is over, the panel's question shows the page anew."""
    if request.headers.get("HX-Request") and context["progress"] is None:
        answer["HX-Refresh"] = "true"
    return answer
