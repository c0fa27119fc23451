"""The editor: one section at a time, each piece saved by itself as it is written."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from rfp.authoring import services
from rfp.authoring.forms import FORMS, PieceForm
from rfp.authoring.history import TOGETHER, word_diff
from rfp.authoring.models import Rfp
from rfp.authoring.newer import newer_versions
from rfp.authoring.numbering import Chapter, Contents
from rfp.authoring.pieces import KINDS, Piece, RfpSection
from rfp.authoring.reaching import PAGES, page_of, piece_of, rfp_of, split
from rfp.authoring.values import values_of
from rfp.library.placeholders import PLACEHOLDERS

#: What is written of a new piece before somebody writes it.
NEW = {
    "S": {"title": "New section"},
    "C": {"title": "New clause"},
    "R": {
        "title": "New requirement",
        "text": "The Provider must …",
        "level": "mandatory",
        "answer": "compliance",
        "category": "features",
    },
}
#: Texts that are shown beside each other.
TEXTS = ("title", "text")


@practice_only
def editor(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A section of the request to write in, with the way to the others."""
    rfp = rfp_of(request, public_id)
    contents, values = Contents(rfp), values_of(rfp)
    chapter = _chapter(contents, request.GET.get("section", ""))
    newer = newer_versions([each.piece for each in chapter.pieces]) if chapter else {}
    address = reverse("authoring:editor", args=[public_id])
    context = {
        "rfp": rfp,
        "contents": contents,
        "chapter": chapter,
        "section_form": FORMS["S"](instance=chapter.section, rfp=rfp) if chapter else None,
        "pieces": [
            {
                "number": each.number,
                "piece": each.piece,
                "form": FORMS[each.piece.letter](
                    instance=each.piece, rfp=rfp, auto_id=f"{each.piece.code}-%s"
                ),
                "shown": contents.shown(each.piece.text, values, address),
                "newer": newer.get(each.piece.code),
                "busy": _busy(each.piece, request),
            }
            for each in (chapter.pieces if chapter else [])
        ],
        "blanks": PLACEHOLDERS,
        "is_open": rfp.is_open_to_change,
    }
    return render(request, "authoring/editor.html", context)


def _chapter(contents: Contents, code: str) -> Chapter | None:
    for chapter in contents.chapters:
        if chapter.section.code == code:
            return chapter
        if any(each.piece.code == code for each in chapter.pieces):
            return chapter
    return contents.chapters[0] if contents.chapters else None


def _busy(piece: Piece, request: HttpRequest) -> bool:
    """Whether somebody else wrote on it in the last minutes."""
    is_fresh = timezone.now() - piece.changed_at < TOGETHER
    return is_fresh and piece.edition > 1 and piece.changed_by_id != request.user.pk


@practice_only
def editor_now(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """What others wrote in the last minutes, which an open page asks for now and then."""
    rfp = rfp_of(request, public_id)
    since = timezone.now() - TOGETHER
    found = []
    for letter in ("S", "C", "R"):
        rows = KINDS[letter].objects.filter(rfp=rfp, changed_at__gte=since, edition__gt=1)
        for piece in rows.exclude(changed_by=request.user.pk).select_related("changed_by"):
            found.append(
                {
                    "code": piece.code,
                    "edition": piece.edition,
                    "words": _by(piece),
                }
            )
    return JsonResponse({"pieces": found})


def _by(piece: Any) -> str:
    at = timezone.localtime(piece.changed_at)
    return f"{piece.changed_by} wrote here at {at:%H:%M}"


@practice_only
@require_POST
def piece_add(request: HttpRequest, public_id: UUID, letter: str) -> HttpResponse:
    """A new section, clause or requirement, to be written in the editor."""
    rfp = rfp_of(request, public_id)
    if letter not in NEW:
        raise Http404("Only texts begin empty.")
    content: dict[str, Any] = dict(NEW[letter])
    if letter != "S":
        content["section"] = piece_of(rfp, request.POST.get("section", ""))
        if not isinstance(content["section"], RfpSection):
            raise Http404("It belongs into a section.")
    try:
        piece = services.add(rfp=rfp, letter=letter, content=content, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("authoring:editor", public_id)
    return redirect(page_of(rfp, piece))


@practice_only
def piece_save(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Save a piece upon the edition that was read; told as JSON to a page that saves by itself."""
    rfp = rfp_of(request, public_id)
    piece = piece_of(rfp, code)
    form = FORMS[piece.letter](request.POST or None, instance=piece_of(rfp, code), rfp=rfp)
    is_quiet = request.headers.get("X-Part") == "piece"
    if request.method == "POST" and form.is_valid():
        try:
            held = services.save(
                piece=piece,
                edition=form.cleaned_data["edition"] or 0,
                content=form.content(),
                by=request.user,
            )
        except services.StaleEdition as stale:
            return _conflict(request, rfp, form, stale, is_quiet=is_quiet)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _saved(rfp, held) if is_quiet else redirect(page_of(rfp, held))
    if is_quiet:
        return JsonResponse({"sentence": _sentence(form)}, status=422)
    context = {"rfp": rfp, "piece": piece, "form": form, "back": page_of(rfp, piece)}
    return render(request, "authoring/piece_form.html", context)


def _saved(rfp: Rfp, piece: Piece) -> JsonResponse:
    shown = ""
    if hasattr(piece, "text") and piece.letter in "CR":
        address = reverse("authoring:editor", args=[rfp.public_id])
        shown = Contents(rfp).shown(piece.text, values_of(rfp), address)
    said = f"Saved at {timezone.localtime(piece.changed_at):%H:%M}"
    return JsonResponse({"edition": piece.edition, "said": said, "shown": shown})


def _conflict(
    request: HttpRequest,
    rfp: Rfp,
    form: PieceForm,
    stale: services.StaleEdition,
    *,
    is_quiet: bool,
) -> HttpResponse:
    """Both texts beside each other; nothing is stored before somebody says what shall hold."""
    theirs = stale.theirs
    if is_quiet:
        said = f"{_by(theirs)}, before you. Your words are kept here."
        return JsonResponse({"sentence": said, "edition": theirs.edition}, status=409)
    form.data = form.data.copy()
    form.data["edition"] = str(theirs.edition)
    form.add_error(None, stale.sentence)
    both = [
        {
            "label": theirs._meta.get_field(name).verbose_name,
            "parts": word_diff(str(_shown(theirs, name)), str(mine)),
            "theirs": _shown(theirs, name),
            "mine": mine,
        }
        for name, mine in stale.mine.items()
        if getattr(theirs, name) != mine
    ]
    context = {
        "rfp": rfp,
        "piece": theirs,
        "form": form,
        "both": both,
        "back": page_of(rfp, theirs),
    }
    return render(request, "authoring/piece_form.html", context, status=409)


def _shown(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return written.number(value) if hasattr(value, "as_tuple") else value


def _sentence(form: PieceForm) -> str:
    said = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        said += [f"{label}: {error}" if label else str(error) for error in errors]
    return "Not saved. " + " ".join(said)


@practice_only
@require_POST
def piece_move(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Up, down, to a place, or into another section."""
    rfp = rfp_of(request, public_id)
    piece = piece_of(rfp, code)
    section = None
    if request.POST.get("section") and piece.letter in "CR":
        found = piece_of(rfp, request.POST["section"])
        section = found if isinstance(found, RfpSection) else None
    where = KINDS[piece.letter].objects.filter(rfp=rfp).order_by("position", "pk")
    if piece.letter in "CR":
        where = where.filter(section=piece.section_id)
    order = list(where.values_list("pk", flat=True))
    to = _place(request.POST.get("to", ""), order.index(piece.pk), len(order))
    try:
        moved = services.move(piece=piece, to=to, section=section, by=request.user)
    except Refused as refusal:
        if request.headers.get("X-Part"):
            return JsonResponse({"sentence": refusal.sentence}, status=422)
        messages.error(request, refusal.sentence)
        moved = piece
    if request.headers.get("X-Part"):
        return JsonResponse({"numbers": Contents(rfp).numbers})
    return redirect(page_of(rfp, moved))


def _place(word: str, now: int, count: int) -> int:
    """The place that is asked for, counted from 0."""
    if word == "up":
        return now - 1
    if word == "down":
        return now + 1
    return int(word) if word.isdecimal() and len(word) < 6 else count


@practice_only
@require_POST
def piece_remove(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Take a piece out; its history brings it back."""
    rfp = rfp_of(request, public_id)
    piece = piece_of(rfp, code)
    back = reverse(PAGES[piece.letter], args=[public_id])
    if piece.letter in "CR":
        back = page_of(rfp, piece.section)
    try:
        services.remove(piece=piece, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(page_of(rfp, piece))
    undo = reverse("authoring:piece_restore", args=[public_id, code])
    messages.success(request, f"{code} is taken out.", extra_tags=undo)
    return redirect(back)


@practice_only
@require_POST
def piece_restore(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Bring back what a piece said, or a piece that was taken out."""
    rfp = rfp_of(request, public_id)
    letter, number = split(code)
    changes = rfp.changes.filter(letter=letter, number=number)
    asked = request.POST.get("change", "")
    try:
        change = changes.filter(public_id=UUID(asked)).first() if asked else changes.first()
    except ValueError:
        change = None
    if change is None:
        raise Http404("There is no such change.")
    try:
        piece = services.restore(change=change, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("authoring:piece_history", public_id, code)
    messages.success(request, f"{code} is as it was.")
    return redirect(page_of(rfp, piece))
