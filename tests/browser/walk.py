"""Walks through the product by its links, one page of each kind."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.browser.visitor import Visitor

#: What stands in an address for one row among many.
NAME_OF_A_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\d+\b")
#: Leads out, or changes with every visit.
NOT_WALKED = ("/accounts/logout/", "/static/")


def kind_of(address: str) -> str:
    """The address with its rows left open: all findings are pages of one kind."""
    return NAME_OF_A_ROW.sub("*", urlsplit(address).path)


def pages_before(visitor: Visitor, start: str = "/") -> Iterator[str]:
    """Show one page of each kind that links lead to, and name its address.

    Files are asked for and must answer, but a browser would only save them.
    """
    known, ahead = {kind_of(start)}, [start]
    while ahead:
        address = ahead.pop(0)
        answer = visitor.context.request.get(address)
        assert answer.ok, f"{address} answers {answer.status}"
        if "text/html" not in answer.headers["content-type"]:
            continue
        visitor.open(address)
        for link in links_on(visitor):
            if kind_of(link) not in known and not link.startswith(NOT_WALKED):
                known.add(kind_of(link))
                ahead.append(link)
        yield address


def links_on(visitor: Visitor) -> list[str]:
    """The addresses of this product that the page leads to."""
    here = urlsplit(visitor.page.url)
    links = visitor.page.eval_on_selector_all(
        "a[href]", "links => links.filter(a => !a.hasAttribute('download')).map(a => a.href)"
    )
    split = [urlsplit(link) for link in links]
    return [
        f"{link.path}?{link.query}" if link.query else link.path
        for link in split
        if link.netloc == here.netloc
    ]
