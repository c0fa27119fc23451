"""What was brought and not taken: told on the page until somebody has read it."""

from collections.abc import Iterable

from django.http import HttpRequest

KEY, MOST = "not_taken", 50


def note(request: HttpRequest, page: str, sentences: Iterable[str]) -> None:
    """Keep sentences for the page of this name, with the person's session."""
    kept = request.session.get(KEY, {})
    request.session[KEY] = {**kept, page: [*kept.get(page, []), *sentences][-MOST:]}


def noted(request: HttpRequest, page: str) -> list[str]:
    return request.session.get(KEY, {}).get(page, [])


def forget(request: HttpRequest, page: str) -> None:
    """They were read."""
    kept = request.session.get(KEY, {})
    request.session[KEY] = {name: said for name, said in kept.items() if name != page}
