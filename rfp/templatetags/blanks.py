"""What a text of the library leaves open, as a reader sees it."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rfp.library.placeholders import BLANK, PLACEHOLDERS

register = template.Library()


@register.filter
def with_blanks(text: str) -> SafeString:
    """The text with every blank told by what stands there later: {{client}} as "the client's name".

    A blank nobody knows stays as it is written.
    """
    shown = BLANK.sub(lambda blank: _told(blank[1]) or blank[0], conditional_escape(text))
    return mark_safe(shown)  # noqa: S308 the text was escaped just before


def _told(name: str) -> str:
    words = PLACEHOLDERS.get(name, "")
    return format_html('<span class="blank">{}</span>', words) if words else ""
