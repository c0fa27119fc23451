"""Gives every request of a signed-in person their own database role and signed context."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from retainer.lib.tenancy import ALL, acting_as

#: Signing in and out, passwords and one-time codes belong to the sign-in role.
SIGN_IN = "/accounts/"


class TenancyMiddleware:
    """Run the view in one transaction as portal or staff; roll back when it answers an error.

    Django turns exceptions into responses before a middleware sees them, so
    without the explicit rollback half a change would be committed.  A page
    streamed after the view returned sees no rows; it must open its own scope.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or request.path.startswith(SIGN_IN):
            return self.get_response(request)
        kind = "portal" if user.is_client_user else "staff"
        clients = ALL if user.sees_all_clients else user.client_ids
        with acting_as(kind, clients=clients, user_id=user.pk):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
