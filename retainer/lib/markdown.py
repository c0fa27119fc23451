"""Markdown of people as HTML: none of their own HTML, no images, no styles, no scripts."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LOWEST = 6

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def html_of(text: str, *, below: int = 2) -> SafeString:
    """The text as HTML that is safe on a page and on paper.

    Its headings stand below that of its section, which is of the level ``below``.
    """
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _lower(token, below)
        elif token.type == "table_open":
            token.attrSet("class", "table")
        token.attrs.pop("style", None)  # the alignment of columns, which pages refuse
    renderer = RendererHTML()
    # What people wrote is escaped by the parser, which passes on no HTML.
    return mark_safe(renderer.render(tokens, _markdown.options, {}))  # noqa: S308


def _lower(heading: Token, below: int) -> str:
    return f"h{min(int(heading.tag[1]) + below, LOWEST)}"
