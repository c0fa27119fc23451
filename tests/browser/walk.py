"""Walks through the product by its links, one page of each kind."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Error

from tests.browser.visitor import Visitor

#: What stands in an address for one row among many.
NAME_OF_A_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-W\d\d|\b\d+\b")
#: Not ours to look at.
NOT_WALKED = ("/static/",)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')

#: Gives the page that an address leads to, as where it is and its source; nothing for a file.
Look = Callable[[str], tuple[str, str] | None]


def kind_of(address: str) -> str:
    """The address with its rows left open: all findings are pages of one kind."""
    return NAME_OF_A_ROW.sub("*", urlsplit(address).path)


def pages_before(
    visitor: Visitor, start: str = "/", read: dict[str, str] | None = None
) -> Iterator[str]:
    """Show one page of each kind that links lead to, and name its address.

    What a link gives to save, or to read in another program, is no page.  ``read`` keeps what the
    page of each kind held: of one that holds the same for this visitor as for the one before,
    only the links are followed.
    """
    read = {} if read is None else read
    unshown: set[str] = set()

    def shown(address: str) -> tuple[str, str] | None:
        if kind_of(address) in read:
            answer = visitor.context.request.get(address)
            if contents_of(answer.text()) == read[kind_of(address)]:
                unshown.add(address)
                return answer.url, answer.text()
        try:
            visitor.open(address)
        except Error as no_page:
            if "Download is starting" not in no_page.message:
                raise
            return None
        if visitor.page.evaluate("document.contentType") != "text/html":
            return None
        read[kind_of(address)] = contents_of(visitor.answer.text())
        return visitor.page.url, visitor.page.content()

    return (address for address, _ in _walk(start, shown) if address not in unshown)


def sources_before(visitor: Visitor, start: str = "/") -> Iterator[tuple[str, str]]:
    """Ask for the same pages without showing them: each one's address and its source."""

    def asked(address: str) -> tuple[str, str] | None:
        answer = visitor.context.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        is_page = answer.headers["content-type"].startswith("text/html")
        return (answer.url, answer.text()) if is_page else None

    return _walk(start, asked)


def _walk(start: str, look: Look) -> Iterator[tuple[str, str]]:
    known, ahead = {kind_of(start)}, [start]
    while ahead:
        address = ahead.pop(0)
        if (page := look(address)) is None:
            continue
        here, source = page
        for link in links_in(source, here):
            if kind_of(link) not in known and not link.startswith(NOT_WALKED):
                known.add(kind_of(link))
                ahead.append(link)
        yield address, source


def contents_of(source: str) -> str:
    """What a page holds, without what is drawn around all pages and what no two answers share."""
    return TOKEN.sub("", source.partition("<main")[2].partition("</main>")[0])


def links_in(source: str, here: str) -> Iterator[str]:
    """The addresses of this product that a page leads to."""
    for found in LINK.findall(source):
        link = urlsplit(urljoin(here, unescape(found)))
        if link.netloc == urlsplit(here).netloc:
            yield f"{link.path}?{link.query}" if link.query else link.path
