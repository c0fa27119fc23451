"""Watches what pages read of the part of their address that narrows them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.http import QueryDict

#: Django's own way from one method to another, and what is drawn around every page alike.
BETWEEN = "django.utils.datastructures"
NOT_THE_PAGE = {"django.http.request", "retainer.navigation"}
WHOLE = ("items", "lists", "values", "keys", "dict", "urlencode", "__iter__", "__len__")
BY_NAME = ("__getitem__", "__contains__", "getlist")


@contextmanager
def names_read(known: set[str]) -> Iterator[set[str]]:
    """Which of the ``known`` names pages read; all of them once they read what there is."""
    read: set[str] = set()

    def noting(method: str, whole: bool) -> Callable[..., Any]:
        usual = getattr(QueryDict, method)

        def noted(query: QueryDict, *args: Any, **options: Any) -> Any:
            reader = sys._getframe(1)
            while reader.f_globals["__name__"] in (BETWEEN, __name__):
                reader = reader.f_back
            if reader.f_globals["__name__"] not in NOT_THE_PAGE:
                read.update(known if whole else known & {args[0]})
            return usual(query, *args, **options)

        return noted

    methods = {name: noting(name, whole=True) for name in WHOLE}
    methods |= {name: noting(name, whole=False) for name in BY_NAME}
    watched = type("Watched", (QueryDict,), methods)
    with mock.patch("django.core.handlers.wsgi.QueryDict", watched):
        yield read
