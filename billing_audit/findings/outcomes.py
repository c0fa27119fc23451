"""Says what became of findings that were decided in one go: on a page, or for a script."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from billing_audit.findings.models import Finding
from billing_audit.findings.rows import READ, rows
from billing_audit.findings.services import Outcome
from retainer.lib import format as written


def answer(request: HttpRequest, findings: Iterable[Finding], *, back: str) -> HttpResponse:
    """The messages there are: with the findings' rows as they are now, or back on a page."""
    if "X-Part" not in request.headers:
        return redirect(back)
    now = Finding.objects.visible_to(request.user).filter(pk__in=[each.pk for each in findings])
    read = now.values_list(*READ, named=True)
    context = {"rows": rows(read, of_one_client=False)}
    return render(request, "findings/_answer.html", context)


def tell_outcome(request: HttpRequest, outcome: Outcome, deed: str = "decided") -> None:
    """One message for all of them, with the way back if anything was done."""
    say = messages.warning if outcome.left else messages.success
    undo = reverse("triage:decision_undo", args=[outcome.batch]) if outcome.decided else ""
    say(request, in_words(outcome, deed), extra_tags=undo)


def in_words(outcome: Outcome, deed: str) -> str:
    """``11 findings decided, 1 left as it is. PORT100: Pat Page decided meanwhile: valid.``"""
    done = f"{written.count(len(outcome.decided), 'finding')} {deed}"
    if not outcome.left:
        return f"{done}."
    as_is = "as it is" if len(outcome.left) == 1 else "as they are"
    subjects: dict[str, list[str]] = defaultdict(list)
    for finding, why in outcome.left:
        subjects[why].append(finding.subject)
    reasons = " ".join(_reason(why, names) for why, names in subjects.items())
    return f"{done}, {written.number(len(outcome.left))} left {as_is}. {reasons}"


def _reason(why: str, subjects: list[str]) -> str:
    """Why they are left, for the first of them and how many more."""
    first, *more = dict.fromkeys(subjects)
    if why.startswith(first):
        return why
    return f"{first} and {len(more)} more: {why}" if more else f"{first}: {why}"
