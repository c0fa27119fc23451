"""Every address by every kind of visitor, and none forgotten."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.table import LOGIN, SIGN_IN, TABLE, VISITORS


def named_addresses(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its name; one without a name counts as forgotten."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_addresses(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


OURS = [(name, entry) for name, entry in named_addresses() if not name.startswith(SIGN_IN)]


def test_no_address_is_missing_from_the_table() -> None:
    assert {name for name, _ in OURS} == {row[0] for row in TABLE}


@pytest.mark.parametrize(("name", "entry"), OURS, ids=[name for name, _ in OURS])
def test_every_view_wears_an_access_decorator(name: str, entry: URLPattern) -> None:
    assert getattr(entry.callback, "access", None), f"{name} says nowhere who may open it"


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("row", TABLE, ids=[f"{row[1]} {row[0]}" for row in TABLE])
def test_the_table_holds(
    row: tuple[Any, ...],
    visitor: str,
    visitors: dict[str, Callable[[], Browser]],
    world: dict[str, Any],
) -> None:
    name, method, words, *answers = row
    expected = answers[VISITORS.index(visitor)]
    address = reverse(name, args=[world[word] for word in words])

    answer = getattr(visitors[visitor](), method)(address)

    if expected == LOGIN:
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    else:
        assert answer.status_code == expected, answer.content[:300]
        if expected == 302:
            assert not answer["Location"].startswith(reverse("account_login"))


def test_pages_of_signed_in_people_are_never_cached(
    visitors: dict[str, Callable[[], Browser]],
) -> None:
    answer = visitors["principal"]().get(reverse("people:client_list"))

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_answer_carries_a_strict_content_policy(
    visitor: str, visitors: dict[str, Callable[[], Browser]]
) -> None:
    policy = visitors[visitor]().get(reverse("home"), follow=True)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
