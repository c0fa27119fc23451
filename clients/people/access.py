"""Who may open which page.  Every view wears exactly one of these, outermost.

They decide by kind of person only: somebody of the wrong kind gets 403.  Which
rows a person sees is the queryset's business: a row of another client is 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def _only(allowed: Callable[[Any], bool], rule: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


#: Principals and consultants.
practice_only = _only(lambda user: user.is_practice, "practice")
#: Principals.
principal_only = _only(lambda user: user.is_principal, "principal")
#: Client users.
portal_only = _only(lambda user: user.is_client_user, "portal")
#: Anybody who is signed in; the view must narrow every row by ``visible_to``.
any_signed_in = _only(lambda user: True, "signed in")


def open_to_all(view: View) -> View:
    """A page for people who are not signed in, such as an invitation."""
    opened = login_not_required(view)
    opened.access = "open"  # type: ignore[attr-defined]
    return opened
