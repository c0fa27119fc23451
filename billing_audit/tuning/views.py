"""Pages of what a client tuned: all settings, one of them with its history, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from billing_audit.tuning import services
from billing_audit.tuning.forms import TuneForm
from billing_audit.tuning.listing import SettingRow, by_family, rows_of
from billing_audit.tuning.models import OwnSetting
from clients.people.access import practice_only
from clients.people.models import Client
from retainer.lib.refusal import Refused

SHOWN = [("", "All"), ("own", "Changed for this client")]


@practice_only
def setting_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every tolerance and threshold, the client's own value beside the default."""
    client = _client(request, public_id)
    every = rows_of(client)
    asked, only_own = request.GET.get("q", ""), request.GET.get("show") == "own"
    rows = [row for row in every if row.says(asked) and (row.own is not None or not only_own)]
    context = {
        "client": client,
        "families": list(by_family(rows)),
        "shown": SHOWN,
        "own": sum(row.own is not None for row in every),
        "all": len(every),
    }
    return render(request, "tuning/setting_list.html", context)


@practice_only
def setting_change(request: HttpRequest, public_id: UUID, code: str, name: str) -> HttpResponse:
    """What a setting decides, what it was and why; and a form that changes it from now on."""
    client = _client(request, public_id)
    row = _row(client, code, name)
    form = TuneForm(
        request.POST or None, setting=row.setting, initial={"value": row.own_in_words or None}
    )
    if request.method == "POST" and form.is_valid():
        try:
            word = services.tune(
                client=client,
                check=row.check,
                setting=row.setting,
                set_by=request.user,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error("value", refused.sentence)
        else:
            return _changed(request, word)
    history = client.own_settings.filter(check_code=code, name=name).select_related("set_by")
    context = {"client": client, "row": row, "form": form, "history": history}
    return render(request, "tuning/setting_change.html", context)


@practice_only
@require_POST
def setting_reset(request: HttpRequest, public_id: UUID, code: str, name: str) -> HttpResponse:
    """Back to what the trade starts from."""
    client = _client(request, public_id)
    row = _row(client, code, name)
    reason = request.POST.get("reason", "")[:300] or "Back to the default."
    try:
        word = services.tune(
            client=client,
            check=row.check,
            setting=row.setting,
            value=None,
            reason=reason,
            set_by=request.user,
        )
    except Refused as refused:
        messages.info(request, refused.sentence)
        return redirect("tuning:setting_list", client.public_id)
    return _changed(request, word)


@practice_only
@require_POST
def setting_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put back what was in force before a change."""
    words = OwnSetting.objects.visible_to(request.user).select_related("client")
    word = get_object_or_404(words, public_id=public_id)
    try:
        again = services.undo(word=word, undone_by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, f"Undone. It is {again.in_words} again.")
    return redirect("tuning:setting_list", word.client.public_id)


def _changed(request: HttpRequest, word: OwnSetting) -> HttpResponse:
    undo = reverse("tuning:setting_undo", args=[word.public_id])
    said = f"{word.of_check.title}: {word.setting.label} is {word.in_words} from the next audit on."
    messages.success(request, said, extra_tags=undo)
    return redirect("tuning:setting_list", word.client.public_id)


def _client(request: HttpRequest, public_id: UUID) -> Client:
    return get_object_or_404(Client.objects.visible_to(request.user), public_id=public_id)


def _row(client: Client, code: str, name: str) -> SettingRow:
    for row in rows_of(client):
        if (row.check.code, row.setting.name) == (code, name):
            return row
    raise Http404
