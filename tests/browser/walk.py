"""Walks through the product by its links, one page of each kind."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Error

from tests.browser.visitor import Visitor

#: What stands in an address for one row among many.
NAME_OF_A_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-W\d\d|\b\d+\b")
#: Not ours to look at.
NOT_WALKED = ("/static/",)


def kind_of(address: str) -> str:
    """The address with its rows left open: all findings are pages of one kind."""
    return NAME_OF_A_ROW.sub("*", urlsplit(address).path)


def pages_before(visitor: Visitor, start: str = "/") -> Iterator[str]:
    """Show one page of each kind that links lead to, and name its address.

    What a link gives to save, or to read in another program, is no page.
    """
    known, ahead = {kind_of(start)}, [start]
    while ahead:
        address = ahead.pop(0)
        try:
            visitor.open(address)
        except Error as no_page:
            if "Download is starting" not in no_page.message:
                raise
            continue
        if visitor.page.evaluate("document.contentType") != "text/html":
            continue
        for link in links_on(visitor):
            if kind_of(link) not in known and not link.startswith(NOT_WALKED):
                known.add(kind_of(link))
                ahead.append(link)
        yield address


def links_on(visitor: Visitor) -> list[str]:
    """The addresses of this product that the page leads to."""
    here = urlsplit(visitor.page.url)
    links = visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    split = [urlsplit(link) for link in links]
    return [
        f"{link.path}?{link.query}" if link.query else link.path
        for link in split
        if link.netloc == here.netloc
    ]
