"""The answer to files that were brought, together or one by one."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from retainer.lib.format import count


class Brought(Protocol):
    """A file that has a page of its own."""

    public_id: UUID


def brought(
    request: HttpRequest, taken: Sequence[Brought], page: str, list_address: str
) -> HttpResponse:
    """Lead to the page of the only file, else to the list that shows them all.

    A script that sends its files one by one (``X-Part``) is told where that is.
    """
    to = reverse(page, args=[taken[0].public_id]) if len(taken) == 1 else list_address
    if "X-Part" in request.headers:
        return JsonResponse({"to": to})
    if len(taken) > 1:
        messages.success(request, f"{count(len(taken), 'file')} arrived and are loading.")
    return redirect(to)
