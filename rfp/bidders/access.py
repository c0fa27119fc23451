"""Who may open a bidder's pages: whoever came in by link and code, and nobody else."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clients.people.access import View, open_to_all


def bidder_only(view: View) -> View:
    """A page below ``/bidder/``; others are told how one comes in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:  # type: ignore[attr-defined]
            return render(request, "bidders/outside.html", status=403)
        return view(request, *args, **kwargs)

    opened = open_to_all(guarded)
    opened.access = "bidder"  # type: ignore[attr-defined]
    return opened
