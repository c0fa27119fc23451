"""A loop for long lists: what only puts a row's texts in is compiled to one pattern.

``{% for %}`` resolves and escapes every value by itself, which for fifty rows
takes longer than everything else a page does.  Here the values of a row are
read and put in all at once; only what is more than ``{{ row.name }}`` is
rendered as elsewhere.
"""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    TextNode,
    Token,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

Piece = Callable[[object, Context], str]


@register.tag
def each(parser: Parser, token: Token) -> "EachNode":
    """``{% each row in rows %}…{% empty %}…{% endeach %}``; the rows are objects, not dicts."""
    try:
        _, name, word, rows = token.split_contents()
    except ValueError:
        word = ""
    if word != "in":
        raise template.TemplateSyntaxError("write {% each row in rows %}")
    body, nothing = parser.parse(("empty", "endeach")), NodeList()
    if parser.next_token().contents == "empty":
        nothing = parser.parse(("endeach",))
        parser.delete_first_token()
    return EachNode(name, parser.compile_filter(rows), body, nothing)


class EachNode(Node):
    child_nodelists = ("body", "nothing")

    def __init__(
        self, name: str, rows: FilterExpression, body: NodeList, nothing: NodeList
    ) -> None:
        self.name, self.rows, self.body, self.nothing = name, rows, body, nothing
        self.pieces = list(_pieces(name, body))

    def render(self, context: Context) -> SafeString:
        rows = self.rows.resolve(context, ignore_failures=True)
        if not rows:
            return self.nothing.render(context)
        shown = []
        with context.push():
            for row in rows:
                context[self.name] = row
                shown += [piece(row, context) for piece in self.pieces]
        return mark_safe("".join(shown))  # noqa: S308 - every piece is escaped


def _pieces(name: str, body: NodeList) -> Iterator[Piece]:
    """What is to be put side by side for a row, as few pieces as possible."""
    for is_plain, nodes in groupby(body, lambda node: _is_plain(node, name)):
        if is_plain:
            yield _pattern(list(nodes))
        else:
            yield from (_as_elsewhere(node) for node in nodes)


def _is_plain(node: Node, name: str) -> bool:
    """Whether the node is text, or an attribute of the row without any filter."""
    if isinstance(node, TextNode):
        return True
    if not isinstance(node, VariableNode) or node.filter_expression.filters:
        return False
    looked_up = getattr(node.filter_expression.var, "lookups", None) or ()
    return len(looked_up) == 2 and looked_up[0] == name


def _pattern(nodes: list[Node]) -> Piece:
    texts = [node.s.replace("%", "%%") if isinstance(node, TextNode) else "%s" for node in nodes]
    pattern = "".join(texts)
    values = [
        attrgetter(node.filter_expression.var.lookups[1])
        for node in nodes
        if isinstance(node, VariableNode)
    ]
    return lambda row, context: pattern % tuple([_shown(value(row), context) for value in values])


def _shown(value: Any, context: Context) -> str:
    if type(value) is str and context.autoescape:
        return escape(value)
    return render_value_in_context(value, context)


def _as_elsewhere(node: Node) -> Piece:
    return lambda row, context: node.render_annotated(context)
