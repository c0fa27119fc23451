"""The smallest parts of a page that are markup: a drawing, a state, an age.

They stand here and not with the tags, which only name them, because rows that
are put together in Python need them as well.
"""

from datetime import date, datetime
from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from retainer.lib import format as written
from retainer.lib.states import state_of


def age(when: date | None) -> SafeString | str:
    """How long ago, with the exact moment in the tooltip."""
    if when is None:
        return written.UNKNOWN
    exact = written.moment(when) if isinstance(when, datetime) else written.day(when)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', when.isoformat(), exact, written.age(when)
    )


@lru_cache(maxsize=512)  # a page draws a hundred of the few there are
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of the sprite: decoration, unless it is given a label."""
    drawing = f"{static('vendor/lucide/icons.svg')}#{name}"
    if not label:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', drawing
        )
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, drawing
    )


@lru_cache(maxsize=512)
def status(value: str, label: str = "") -> SafeString:
    """A state as icon and word; the colour only repeats them."""
    state = state_of(value)
    return format_html(
        '<span class="status status-{}">{} {}</span>',
        state.tone,
        icon(state.icon),
        label or state.word,
    )
