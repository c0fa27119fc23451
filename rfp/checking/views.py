"""Pages of the linter: a request's remarks, beside its text as it is typed, and the rules."""

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from clients.people.access import practice_only
from retainer.lib import format as written
from retainer.lib.refusal import Refused
from retainer.lib.spreadsheets import csv_file
from rfp.authoring.history_models import LintPass
from rfp.authoring.models import Rfp
from rfp.authoring.pieces import LONGEST
from rfp.checking import services
from rfp.checking.engine import BY_CODE, Noted, by_severity, check
from rfp.checking.looking import Delta, between, look
from rfp.checking.rows import groups
from rfp.checking.rules import shown_rules
from rfp.checking.surroundings import surroundings_of
from rfp.checking.texts import RequestText, as_it_stands, as_it_stood
from rfp.checking.values import values_of
from rfp.linter.rule import Severity

HEADING = ("piece", "title", "severity", "rule", "words", "remark", "fix")
DAYS = 14  # of changes that a request is compared with


@practice_only
def remark_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every remark on a request, by chapter; beside the editor, those of its section."""
    rfp = _rfp(request, public_id)
    text = as_it_stands(rfp)
    if request.headers.get("X-Part") == "remarks":
        return _panel(request, rfp, text)
    seen = look(rfp, request.user, text)
    delta, since = _since(request, rfp, seen.notes)
    notes = delta.new if delta else seen.notes
    shown = _narrowed(request, notes)
    context = {
        "rfp": rfp,
        "groups": groups(text, shown),
        "counts": by_severity(seen.notes),
        "total": len(seen.notes),
        "shown": len(shown),
        "severities": [("", "All")] + [(each.value, each.value.capitalize()) for each in Severity],
        "rules": _rules_of(notes, request.GET.get("rule", "")),
        "days": _days(rfp, since),
        "delta": delta,
        "let": seen.let,
        "idle": seen.idle,
    }
    return render(request, "checking/remark_list.html", context)


@practice_only
def remark_export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The remarks as they are narrowed, as a CSV file."""
    rfp = _rfp(request, public_id)
    text = as_it_stands(rfp)
    notes = _narrowed(request, look(rfp, request.user, text).notes)
    lines = (
        (
            *(row.note.code, row.title, row.note.rule.severity, row.note.rule.code),
            *(row.words, row.note.message, row.note.fix),
        )
        for group in groups(text, notes)
        for row in group.rows
    )
    return csv_file(f"{rfp.reference}-remarks.csv", HEADING, lines)


@practice_only
@require_POST
def remark_typed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The remarks beside the editor, one piece read as it is typed and not yet saved."""
    rfp = _rfp(request, public_id)
    sent = request.POST
    words = {name: sent[name][:LONGEST] for name in ("title", "text") if name in sent}
    words = {name: each.replace("\r\n", "\n") for name, each in words.items()}
    return _panel(request, rfp, as_it_stands(rfp).with_piece(sent.get("code", ""), **words))


@practice_only
@require_POST
def remark_let(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a remark stand, with the reason."""
    rfp = _rfp(request, public_id)
    sent = request.POST
    code = sent.get("code", "")
    if not as_it_stands(rfp).holds(code):
        messages.error(request, "That piece was taken out meanwhile.")
        return redirect("checking:remark_list", public_id)
    try:
        given = services.let_stand(
            rfp=rfp,
            rule=sent.get("rule", ""),
            code=code,
            words=sent.get("words", ""),
            because=sent.get("because", ""),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"It may stay: {given.because}")
    return redirect("checking:remark_list", public_id)


@practice_only
@require_POST
def remark_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A remark that was let stand counts again."""
    given = get_object_or_404(
        LintPass.objects.visible_to(request.user).select_related("rfp__client"),
        public_id=public_id,
    )
    services.take_back(given=given, by=request.user)
    messages.success(request, "The remark counts again.")
    return redirect("checking:remark_list", given.rfp.public_id)


@practice_only
def rule_list(request: HttpRequest) -> HttpResponse:
    """What each rule marks, why, and examples of it."""
    return render(request, "checking/rule_list.html", {"rules": shown_rules()})


def _panel(request: HttpRequest, rfp: Rfp, text: RequestText) -> HttpResponse:
    """What stands beside the editor: the remarks of the section that is open in it."""
    seen = look(rfp, request.user, text)
    found = groups(text, seen.notes)
    asked = request.POST.get("section") or request.GET.get("section", "")
    section = _section_of(text, asked)
    context = {
        "rfp": rfp,
        "groups": [group for group in found if group.code == section],
        "elsewhere": [(group, len(group.rows)) for group in found if group.code != section],
        "counts": by_severity(seen.notes),
        "let": [each for each in seen.let if _section_of(text, each.note.code) == section],
    }
    return render(request, "checking/_panel.html", context)


def _section_of(text: RequestText, code: str) -> str:
    """The section of a piece, the first one when there is none of that number."""
    for chapter in text.chapters:
        if code == chapter.code or any(each.code == code for each in chapter.pieces):
            return chapter.code
    return text.chapters[0].code if text.chapters else ""


def _rfp(request: HttpRequest, public_id: UUID) -> Rfp:
    rows = Rfp.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, public_id=public_id)


def _narrowed(request: HttpRequest, notes: tuple[Noted, ...]) -> tuple[Noted, ...]:
    severity, rule = request.GET.get("severity", ""), request.GET.get("rule", "")
    return tuple(
        note
        for note in notes
        if severity in ("", note.rule.severity) and rule in ("", note.rule.code)
    )


class Choice(NamedTuple):
    """One of what a list offers."""

    value: str
    word: str
    chosen: bool


def _rules_of(notes: tuple[Noted, ...], chosen: str) -> list[Choice]:
    count = Counter(note.rule.code for note in notes)
    return [
        Choice(code, f"{BY_CODE[code].title} ({number})", code == chosen)
        for code, number in sorted(count.items())
    ]


def _days(rfp: Rfp, chosen: str) -> list[Choice]:
    """Days before which the text was another one."""
    days = rfp.changes.dates("at", "day", order="DESC")[:DAYS]
    return [
        Choice(day.isoformat(), f"Before {written.day(day)}", day.isoformat() == chosen)
        for day in days
    ]


def _since(request: HttpRequest, rfp: Rfp, now: tuple[Noted, ...]) -> tuple[Delta | None, str]:
    """What came and went since the beginning of a day, if one is asked for."""
    day = _day(request.GET.get("since", ""))
    if day is None:
        return None, ""
    at = timezone.make_aware(datetime.combine(day, time.min)) - timedelta(microseconds=1)
    before = check(as_it_stood(rfp, at), values_of(rfp), surroundings_of(rfp, request.user))
    return between(before, now), day.isoformat()


def _day(words: str) -> Any:
    try:
        return parse_date(words)
    except ValueError:  # 2026-02-31
        return None
