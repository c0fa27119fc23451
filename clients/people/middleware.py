"""Gives every request its database role, its signed context, the practice's time zone, a record."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from clients.people.models import Practice, User
from retainer.lib.tenancy import ALL, Scope, acting_as

#: Signing in and out, passwords and one-time codes belong to the sign-in role, and so do bidders,
#: who have no login, until their own middleware knows them.
SIGN_IN = ("/accounts/", "/bid/", "/bidder/")

logger = logging.getLogger("retainer.access")


class AccessLogMiddleware:
    """Log who changed something, took a file, or was turned away; never what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        denied = response.status_code in (400, 403, 404)
        taken = response.has_header("Content-Disposition")
        if denied or taken or request.method not in ("GET", "HEAD", "OPTIONS"):
            deed, thing = _deed(request)
            who = f"user {request.user.pk}" if request.user.is_authenticated else "nobody"
            logger.info("%s %s %s %s: %s", who, request.method, deed, thing, response.status_code)
        return response


def _deed(request: HttpRequest) -> tuple[str, str]:
    """The address's name and whom or what it was about.

    Not the address itself: that of an invitation is a secret.
    """
    match = request.resolver_match
    if match is None:
        return "(no such address)", ""
    return match.view_name, str(match.kwargs.get("public_id", ""))


class TenancyMiddleware:
    """Run the view in one transaction as web, portal or staff; roll back when it answers an error.

    Django turns exceptions into responses before a middleware sees them, so
    without the explicit rollback half a change would be committed.  A page
    streamed after the view returned sees no rows; it must open its own scope.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("the database stores no NUL characters")
        user = request.user
        with _scope_of(user, request.path):
            request.practice = Practice.current()
            with timezone.override(request.practice.time_zone):
                response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


def _scope_of(user: User | AnonymousUser, path: str) -> AbstractContextManager[Scope]:
    if not user.is_authenticated or path.startswith(SIGN_IN):
        return acting_as("web")
    return scope_of(user)


def scope_of(user: User) -> AbstractContextManager[Scope]:
    """What a person may see and do, whichever way they showed who they are."""
    clients = ALL if user.sees_all_clients else user.client_ids
    kind = "portal" if user.is_client_user else "staff"
    return acting_as(kind, clients=clients, user_id=user.pk)
