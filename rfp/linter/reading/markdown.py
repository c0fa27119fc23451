"""A Markdown file as a document: headings, paragraphs, items and tables with their places."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rfp.linter.document import Block, Document, Kind, Place
from rfp.linter.reading.labels import labelled
from rfp.linter.reading.markup import plain

#: A line that begins with "<" stays text: "<INSERT NAME>" is what a linter has to see.
PARSER = MarkdownIt("commonmark").enable("table").disable("html_block")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
#: A clause typed right below another without an empty line between them.
CLAUSE = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\([a-z0-9]{1,3}\))\s+\S")


def read(text: str) -> Document:
    """The document a Markdown text is."""
    text = text.replace("\r\n", "\n").replace("\t", "    ").removeprefix("\ufeff")
    matter = FRONT_MATTER.match(text)
    if matter is not None:  # its lines stay, empty, so that the numbers of the others are true
        text = "\n" * matter.group().count("\n") + text[matter.end() :]
    text = COMMENT.sub(_emptied, text)
    return Document(tuple(_blocks(PARSER.parse(text), text.split("\n"))))


def _emptied(comment: re.Match[str]) -> str:
    """Its lines without a word, so that what follows keeps its line."""
    return "\n" * comment.group().count("\n")


def _blocks(tokens: Sequence[Token], lines: list[str]) -> Iterator[Block]:
    kinds: list[Kind] = [Kind.PARAGRAPH]
    level = row = cell = 0
    number = ""
    for token in tokens:
        match token.type:
            case "heading_open":
                kinds.append(Kind.HEADING)
                level = int(token.tag[1])
            case "list_item_open":
                kinds.append(Kind.ITEM)
                number = token.info
            case "tr_open":
                row, cell = row + 1, 0
            case "th_open":
                kinds.append(Kind.LABEL)
            case "td_open":
                kinds.append(Kind.CELL)
            case "heading_close" | "list_item_close" | "th_close" | "td_close":
                kinds.pop()
            case "inline" if token.map and token.content.strip():
                in_table = kinds[-1] in (Kind.LABEL, Kind.CELL)
                places = list(_places(token, lines, cell))
                if in_table:
                    cell = places[0].column - 1 + len(token.content.split("\n")[0])
                for source, at in _clauses(token.content, places):
                    words, pieces = plain(source, at)
                    yield labelled(
                        Block(
                            kind=kinds[-1],
                            text=words,
                            pieces=pieces,
                            level=level if kinds[-1] is Kind.HEADING else 0,
                            label=number,
                            row=row if in_table else None,
                        )
                    )
                    number = ""


def _places(token: Token, lines: list[str], after: int) -> Iterator[Place]:
    """Where each line of a block's source begins; in a table, after the cell before."""
    first = token.map[0] if token.map else 0
    for number, words in enumerate(token.content.split("\n"), start=first):
        column = lines[number].find(words, after) if number < len(lines) else -1
        yield Place(number + 1, max(column, 0) + 1)
        after = 0


def _clauses(source: str, places: list[Place]) -> Iterator[tuple[str, list[Place]]]:
    """A paragraph, or the numbered clauses it was typed as."""
    begun: list[str] = []
    at: list[Place] = []
    for words, place in zip(source.split("\n"), places, strict=True):
        if begun and CLAUSE.match(words):
            yield "\n".join(begun), at
            begun, at = [], []
        begun.append(words)
        at.append(place)
    yield "\n".join(begun), at
