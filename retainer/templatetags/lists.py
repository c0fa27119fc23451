"""What narrows, sorts and continues a list: links that change one thing and keep the rest."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from retainer.lib.markup import icon

register = template.Library()

CURSORS = ("older", "newer")


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, label: str, first: str = "up") -> SafeString:
    """A column heading that sorts by ``?sort=key`` and, clicked again, by ``?sort=-key``."""
    query = context["request"].GET
    current = query.get("sort", "")
    falling = f"-{key}"
    direction = {key: "ascending", falling: "descending"}.get(current, "none")
    opening = falling if first == "down" else key
    following = {key: falling, falling: key}.get(current, opening)
    arrow = {"ascending": "arrow-up", "descending": "arrow-down"}.get(direction, "sort")
    return format_html(
        '<a class="sort" href="{}" data-sorted="{}">{}{}</a>',
        _with(query, "sort", following),
        direction,
        label,
        icon(arrow, "" if direction == "none" else f"sorted {direction}"),
    )


@register.inclusion_tag("parts/chips.html", takes_context=True)
def chips(context: Context, key: str, choices: Iterable[Any], label: str) -> dict[str, Any]:
    """Links that narrow a list by ``?key=value``; a choice is (value, word[, count]).

    The first means no filter; it is "All" unless a choice without a value names it otherwise.
    """
    query = context["request"].GET
    current = query.get(key, "")
    options = list(choices)
    if all(value != "" for value, *_ in options):
        options.insert(0, ("", "All"))
    return {
        "label": label,
        "options": [
            {
                "word": word,
                "count": number[0] if number else None,
                "current": str(value) == current,
                "query": _with(query, key, value),
            }
            for value, word, *number in options
        ],
    }


@register.inclusion_tag("parts/month_filter.html", takes_context=True)
def month_filter(context: Context, months: Iterable[date], key: str = "month") -> dict[str, Any]:
    """Step through ``months`` (the newest first) with ``?month=2026-03``; none means the newest."""
    query = context["request"].GET
    ordered = list(months)
    named = {f"{month:%Y-%m}": place for place, month in enumerate(ordered)}
    place = named.get(query.get(key, ""), 0)

    def link(to: int) -> str:
        return _with(query, key, f"{ordered[to]:%Y-%m}") if 0 <= to < len(ordered) else ""

    return {
        "month": ordered[place] if ordered else None,
        "earlier": link(place + 1),
        "later": link(place - 1) if place else "",
    }


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(
    context: Context, older: str | None, newer: str | None, *, dated: bool = True
) -> dict[str, str]:
    """The pages beside one of a long list, by the keys of ``retainer.lib.keyset``."""
    query = context["request"].GET
    backward, forward = ("Newer", "Older") if dated else ("Previous", "Next")
    return {
        "backward": backward,
        "forward": forward,
        "older": _with(query, "older", older) if older else "",
        "newer": _with(query, "newer", newer) if newer else "",
    }


def _with(query: QueryDict, key: str, value: object) -> str:
    """The address of this list with one filter changed, back at its first page."""
    changed = query.copy()
    for cursor in CURSORS:
        changed.pop(cursor, None)
    changed[key] = value
    if value == "":
        del changed[key]
    return f"?{changed.urlencode()}"
