"""Markdown as a flow of paragraphs, lists and tables, for forms that are no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Run:
    """Words that look alike."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph, a heading inside a clause, or an item of a list; ``depth`` counts from 0."""

    kind: str  # paragraph, heading, bullet, number
    runs: tuple[Run, ...]
    depth: int = 0


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the head."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


def flow(markdown: str) -> list[Text | Grid]:
    """What a text is made of, in reading order."""
    return list(_walk(PARSER.parse(markdown)))


def _walk(tokens: list[Token]) -> Iterator[Text | Grid]:
    lists: list[str] = []
    kind = "paragraph"
    rows: list[list[tuple[Run, ...]]] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("bullet" if token.type.startswith("bullet") else "number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "heading_open":
                kind = "heading"
            case "heading_close":
                kind = "paragraph"
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "table_close" if rows is not None:
                yield Grid(tuple(tuple(row) for row in rows))
                rows = None
            case "inline" if rows is not None:
                rows[-1].append(tuple(_runs(token)))
            case "inline":
                at = lists[-1] if lists and kind == "paragraph" else kind
                yield Text(at, tuple(_runs(token)), max(len(lists) - 1, 0))


def _runs(token: Token) -> Iterator[Run]:
    bold = italic = 0
    for child in token.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold += 1 if child.nesting > 0 else -1
            case "em_open" | "em_close":
                italic += 1 if child.nesting > 0 else -1
            case "softbreak" | "hardbreak":
                yield Run(" ", bool(bold), bool(italic))
            case _ if child.content:
                yield Run(child.content, bool(bold), bool(italic))
