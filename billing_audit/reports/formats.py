"""Figures of earlier releases in the form of this one, saying what they said."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

Document = dict[str, Any]


def current(document: Document) -> Document:
    """The document, raised from format to format as far as there is a way."""
    while raise_it := RAISED.get(document.get("format")):
        document = raise_it(document)
    return document


def _with_hours_by_agreement(document: Document) -> Document:
    """Until format 3 a month stood under one agreement; without any nothing was worked."""
    only = document.get("hours")
    without = isinstance(only, dict) and not only.get("agreement")
    return document | {"format": 3, "hours": [] if without else [only]}


def _with_places(document: Document) -> Document:
    """Until format 4 nothing was said of disputes: what was confirmed was to be asked back."""
    return document | {
        "format": 4,
        "money": [_money(each) for each in document["money"]],
        "families": [_family(each) for each in document["families"]],
        "earlier": [_finding(each) for each in document["earlier"]],
    }


def _family(family: Document) -> Document:
    return family | {
        "checks": [
            check | {"findings": [_finding(each) for each in check["findings"]]}
            for check in family["checks"]
        ]
    }


def _money(money: Document) -> Document:
    kept = _without(money, "total", "confirmed", "waiting", "in_review", "findings_confirmed")
    return kept | {
        "places": _places(money["in_review"], money["waiting"], money["confirmed"]),
        "came_back": "0.00",
        "findings_to_ask": money["findings_confirmed"],
    }


def _finding(finding: Document) -> Document:
    in_review = finding.get("in_review", "0")
    rest = f"{Decimal(finding['total']) - Decimal(in_review):f}"
    waits = finding["state"] == "asked"
    places = _places(in_review, rest if waits else "0", "0" if waits else rest)
    return _without(finding, "total", "in_review") | {"places": places}


def _places(in_review: str, waiting: str, to_ask: str) -> Document:
    return {"in_review": in_review, "waiting": waiting, "to_ask": to_ask}


def _without(document: Document, *names: str) -> Document:
    return {name: value for name, value in document.items() if name not in names}


#: From which format, how one comes to the next.
RAISED: dict[Any, Callable[[Document], Document]] = {
    2: _with_hours_by_agreement,
    3: _with_places,
}
