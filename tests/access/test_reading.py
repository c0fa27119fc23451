"""What a page reads of its address is noticed, in whatever way it reads."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.test import RequestFactory

from tests.access.reading import names_read

KNOWN = {"q", "state", "client"}


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (lambda request: request.path, set()),
        (lambda request: request.GET.copy(), set()),
        (lambda request: request.GET.get("q", ""), {"q"}),
        (lambda request: "q" in request.GET, {"q"}),
        (lambda request: request.GET.getlist("q"), {"q"}),
        (lambda request: request.GET.copy().get("client"), {"client"}),
        (lambda request: request.GET.get("unknown"), set()),
        (lambda request: drawn("{{ request.GET.state }}", request), {"state"}),
        (lambda request: drawn("{% for n in request.GET.items %}{% endfor %}", request), KNOWN),
        (lambda request: request.GET.urlencode(), KNOWN),
        (lambda request: request.GET.dict(), KNOWN),
        (lambda request: list(request.GET), KNOWN),
        (lambda request: bool(request.GET), KNOWN),
    ],
)
def test_reading_is_noticed(reads: Callable[[HttpRequest], object], expected: set[str]) -> None:
    with names_read(KNOWN) as read:
        reads(RequestFactory().get("/", {"page": "2"}))

    assert read == expected


def drawn(source: str, request: HttpRequest) -> str:
    return Template(source).render(RequestContext(request, {"request": request}))
