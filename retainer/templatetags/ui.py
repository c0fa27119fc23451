"""The parts every page is made of: figures, dates, icons, states, tables, proof, deeds.

Tags that need markup render a template of ``templates/parts``; docs/look.md shows each in use.
"""

from base64 import b64encode
from datetime import date
from decimal import Decimal

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clients.agreements.models import RetainerAgreement
from retainer.lib import format as written
from retainer.lib import markup
from retainer.lib.charts.drawing import Drawing
from retainer.lib.states import state_of

register = template.Library()

for plain in (
    written.money,
    written.rate,
    written.number,
    written.percent,
    written.hours,
    written.size,
    written.count,
    written.day,
    written.moment,
    written.month,
    written.month_short,
    written.duration,
    written.clock,
):
    register.filter(plain.__name__, plain)

register.filter("age", markup.age)
register.simple_tag(markup.icon)
register.simple_tag(markup.status)


@register.filter
def counted(amount: Decimal | None, agreement: RetainerAgreement) -> str:
    """What a retainer counts, ``written`` as its hours or its money."""
    return agreement.written(amount)


@register.filter
def svg_address(drawing: str) -> str:
    """A stored SVG as the address of an image; shown as an image it can run nothing."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


@register.simple_tag
def period(first: date | None, last: date | None) -> str:
    return written.period(first, last)


@register.filter
def state_word(value: str) -> str:
    return state_of(value).word


@register.simple_tag
def chart(svg: str, caption: str = "") -> SafeString:
    """An SVG drawn by ``retainer.lib.charts``, which escapes every text it is given."""
    # The only markup let through as it is: it comes from our own renderer, never from a person.
    drawing = mark_safe(svg)  # noqa: S308
    if isinstance(svg, Drawing) and svg.narrow:
        drawing = format_html(
            '<div class="on-desk">{}</div><div class="on-phone">{}</div>',
            drawing,
            mark_safe(svg.narrow),  # noqa: S308
        )
    said = format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    return format_html('<figure class="chart">{}{}</figure>', drawing, said)


@register.inclusion_tag("parts/figure.html")
def figure(
    label: str, value: object, *, url: str = "", note: object = "", tone: str = ""
) -> dict[str, object]:
    """A number that answers, linked to the rows that prove it."""
    return {"label": label, "value": value, "url": url, "note": note, "tone": tone}


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what is rendered inside under a name: ``{% capture as title %}…{% endcapture %}``."""
    return _inside(content)


@register.simple_block_tag
def table(content: str, caption: str, *, stack: bool = False, tall: bool = False) -> SafeString:
    """A table that scrolls inside its own frame; its rows answer to the keyboard.

    ``stack`` makes blocks of the rows on a phone, ``tall`` keeps the head in sight.
    """
    return _block("parts/table.html", content, caption=caption, stack=stack, tall=tall)


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One row of ``<dl class="facts">``; what is not known shows a dash."""
    return format_html(
        "<div><dt>{}</dt><dd>{}</dd></div>", term, _inside(content) or written.UNKNOWN
    )


@register.simple_block_tag
def evidence(content: str, title: str, *, source: str = "", url: str = "") -> SafeString:
    """One side of ``<div class="evidence">``: what a document says, and the way to it."""
    return _block("parts/evidence.html", content, title=title, source=source, url=url)


@register.simple_block_tag
def event(
    content: str, when: date, *, who: object = "", tone: str = "", symbol: str = ""
) -> SafeString:
    """One entry of ``<ol class="timeline">``."""
    return _block("parts/event.html", content, when=when, who=who, tone=tone, symbol=symbol)


@register.simple_block_tag
def notice(content: str, tone: str = "info", *, title: str = "") -> SafeString:
    """A framed remark on the page: ``info``, ``good``, ``attention`` or ``bad``."""
    return _block("parts/notice.html", content, tone=tone, title=title)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    url: str,
    label: str,
    *,
    name: str,
    title: str,
    tone: str = "bad",
    do: str = "",
    symbol: str = "",
) -> SafeString:
    """A button whose deed is posted only after a dialog said what it does.

    The content is that explanation, with any fields the deed needs; ``name`` is unique on the page.
    """
    details = {"url": url, "label": label, "name": name, "title": title, "tone": tone}
    details |= {"do": do or label, "symbol": symbol, "csrf_token": context.get("csrf_token")}
    return _block("parts/confirm.html", content, **details)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    return format_html(
        '<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, _inside(content)
    )


@register.simple_tag(takes_context=True)
def tab(context: Context, url: str, label: str, number: int | None = None) -> SafeString:
    """One of ``{% tabs %}``: current when the page's address is its own."""
    here = context["request"].path == url.partition("?")[0]
    counted = (
        format_html(' <span class="count">{}</span>', written.number(number))
        if number is not None
        else ""
    )
    current = 'aria-current="page"' if here else ""
    return format_html(
        '<li><a href="{}" {}>{}{}</a></li>',
        url,
        mark_safe(current),  # noqa: S308 - a constant
        label,
        counted,
    )


@register.simple_tag
def crumb(label: str, name: str = "", *args: object) -> SafeString:
    """A step of the way back: a label, and the URL name (or address) of the page it leads to."""
    if not name:
        return format_html('<li aria-current="page">{}</li>', label)
    return format_html('<li><a href="{}">{}</a></li>', _address(name, *args), label)


def _address(name: str, *args: object) -> str:
    if name.startswith(("/", "?", "#")):
        return name
    return reverse(name, args=args)


def _inside(content: str) -> SafeString:
    return mark_safe(content.strip())  # noqa: S308 - rendered and escaped by the enclosing template


def _block(part: str, content: str, /, **details: object) -> SafeString:
    return render_to_string(part, {"content": _inside(content), **details})
