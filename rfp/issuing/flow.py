"""Markdown as a flow of paragraphs, lists and tables, for forms that are no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Run:
    """Words that look alike; ``target`` is the anchor they lead to."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    target: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph, a heading inside a clause, or an item of a list.

    ``depth`` counts from 0; ``ordinal`` is the number of a numbered item.
    """

    kind: str  # paragraph, heading, bullet, number
    runs: tuple[Run, ...]
    depth: int = 0
    ordinal: int = 0


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the head."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


def flow(markdown: str) -> list[Text | Grid]:
    """What a text is made of, in reading order."""
    return list(_walk(PARSER.parse(markdown)))


def _walk(tokens: list[Token]) -> Iterator[Text | Grid]:
    lists: list[str] = []
    ordinal = 0
    kind = "paragraph"
    rows: list[list[tuple[Run, ...]]] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("bullet" if token.type.startswith("bullet") else "number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open" if token.info:
                ordinal = int(token.info)
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
                counted = ordinal if at == "number" else 0
                yield Text(at, tuple(_runs(token)), max(len(lists) - 1, 0), counted)


def _runs(token: Token) -> Iterator[Run]:
    bold = italic = 0
    target = ""
    for child in token.children or []:
        match child.type:
            case "strong_open" | "strong_close":
                bold += 1 if child.nesting > 0 else -1
            case "em_open" | "em_close":
                italic += 1 if child.nesting > 0 else -1
            case "link_open":
                place = str(child.attrGet("href"))
                target = place.removeprefix("#") if place.startswith("#") else ""
            case "link_close":
                target = ""
            case "softbreak" | "hardbreak":
                yield Run(" ", bool(bold), bool(italic), target)
            case _ if child.content:
                yield Run(child.content, bool(bold), bool(italic), target)


def plain(markdown: str) -> str:
    """The words alone, each paragraph, item and row on a line of its own."""
    lines = []
    for part in flow(markdown):
        if isinstance(part, Text):
            sign = {"bullet": "• ", "number": f"{part.ordinal}. "}.get(part.kind, "")
            lines.append(sign + "".join(run.text for run in part.runs))
        else:
            lines += [
                " | ".join("".join(run.text for run in cell) for cell in row) for row in part.rows
            ]
    return "\n".join(lines)
