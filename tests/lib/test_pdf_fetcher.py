"""A document reaches nothing outside itself, whichever way it asks.

Drawn in this process, where the network and the disk are open, so that nothing but the fetcher
stands in the way; every connection and every file opened is watched.
"""

import base64
import io
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import weasyprint
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from retainer.lib.pdf.fetcher import AssetFetcher

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'

VECTORS = {
    "image": '<img src="{http}/img">',
    "image with a set": '<img srcset="{http}/a 1x" src="{http}/b">',
    "stylesheet link": '<link rel="stylesheet" href="{http}/x.css">',
    "stylesheet import": '<style>@import url("{http}/x.css");</style>',
    "background": '<p style="background: url({http}/bg)">x</p>',
    "border image": '<p style="border: 1px solid; border-image: url({http}/b) 1">x</p>',
    "font face": "<style>@font-face {{ font-family: Z; src: url({http}/f) }} p {{ font-family: Z }}"
    "</style><p>x</p>",
    "colour profile": "<style>@color-profile --x {{ src: url({http}/x.icc) }}</style><p>x</p>",
    "object": '<object data="{http}/o"></object>',
    "embed": '<embed src="{http}/e" type="image/svg+xml">',
    "generated content": "<style>p::before {{ content: url({http}/c) }}</style><p>x</p>",
    "page margin": "<style>@page {{ @top-left {{ content: url({http}/m) }} }}</style>x",
    "list bullet": '<ul style="list-style-image: url({http}/l)"><li>x</li></ul>',
    "picture inside a drawing": '<svg width="9" height="9">'
    '<image href="{http}/i" width="9" height="9"/></svg>',
    "attachment": '<link rel="attachment" href="{http}/a">',
    "attachment of a link": '<a rel="attachment" href="{http}/a">x</a>',
    "base address": '<base href="{http}/base/"><img src="relative">',
    "file as attachment": '<link rel="attachment" href="{file}">',
    "file as picture": '<img src="{file}">',
    "file as stylesheet": '<link rel="stylesheet" href="{file}">',
    "unknown asset": '<img src="asset:nothing">',
    "asset with a path": '<img src="asset:../../etc/passwd">',
    "inline drawing": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">",
    "inline web page": '<object data="data:text/html,hello"></object>',
}

#: Ways browsers load something but this renderer does not even ask.
IGNORED = {
    "frame": '<iframe src="{http}/frame"></iframe>',
    "refresh": '<meta http-equiv="refresh" content="0;url={http}/meta">',
    "script": '<script src="{http}/js"></script>',
    "drawing's foreign part": '<svg width="9" height="9"><use href="{http}/u#a"/></svg>',
    "video": '<video src="{http}/v"></video>',
    "ping": '<a href="{http}/next" ping="{http}/ping">x</a>',
}


class Watch:
    """What this process opened while it was being watched."""

    def __init__(self) -> None:
        self.watched = ""
        self.opened: list[str] = []

    def __call__(self, event: str, args: tuple) -> None:
        if self.watched and event in ("open", "socket.connect", "socket.getaddrinfo"):
            self.opened.append(f"{event} {args[0] if event == 'open' else args}")


WATCH = Watch()
sys.addaudithook(WATCH)  # it stays for the life of the process, but looks only when asked


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine that remembers what it was asked for."""
    asked: list[str] = []

    class Remember(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(LOGO)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Remember)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def draw(html: str, assets: dict[str, bytes] | None = None) -> AssetFetcher:
    fetcher = AssetFetcher(assets or {})
    try:
        weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()
    except FatalURLFetchingError:
        assert fetcher.refused
    return fetcher


@pytest.mark.parametrize("way", [*VECTORS, *IGNORED])
def test_nothing_outside_is_reached(way, listener, tmp_path: Path):
    address, asked = listener
    secret = tmp_path / "secret.svg"
    secret.write_bytes(LOGO)
    html = {**VECTORS, **IGNORED}[way].format(http=address, file=secret.as_uri())
    WATCH.opened.clear()
    WATCH.watched = way

    fetcher = draw(html)

    WATCH.watched = ""
    assert asked == []
    assert [seen for seen in WATCH.opened if "socket" in seen or "secret" in seen] == []
    assert [seen for seen in WATCH.opened if "passwd" in seen] == []
    assert bool(fetcher.refused) is (way in VECTORS)


def test_assets_are_served():
    fetcher = draw('<img src="asset:logo"><p>ok', {"logo": LOGO})

    assert fetcher.refused == []


def png(side: int) -> bytes:
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG", optimize=True)
    return file.getvalue()


@pytest.mark.parametrize(("side", "is_served"), [(100, True), (6000, False)])
def test_pictures_are_measured_before_they_are_unpacked(side, is_served):
    inline = f"data:image/png;base64,{base64.b64encode(png(side)).decode()}"

    assert (draw(f'<img src="{inline}">').refused == []) is is_served
    assert (draw('<img src="asset:logo">', {"logo": png(side)}).refused == []) is is_served


def test_inline_picture_that_lies_about_its_kind_is_refused():
    inline = f"data:image/jpeg;base64,{base64.b64encode(png(10)).decode()}"

    assert draw(f'<img src="{inline}">').refused == [inline]
