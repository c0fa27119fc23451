"""The only door between a document and the rest of the world, and what may come through it."""

import binascii
import io
import re
from base64 import b64decode
from collections.abc import Mapping

from PIL import Image
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

#: A picture larger than this is no logo; unpacked, it would fill the memory.
MOST_PIXELS = 16_000_000
MOST_INLINE = 300_000

INLINE = re.compile(r"data:(image/png|image/jpeg);base64,([A-Za-z0-9+/=]+)")


class AssetFetcher(URLFetcher):
    """Gives the assets it was made with and small inline PNG and JPEG pictures, nothing else."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allow_redirects=False, allowed_protocols=(), fail_on_errors=True)
        self._assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        found = self._asset(url) or self._inline(url)
        if found is None:
            self.refused.append(url)
            raise FatalURLFetchingError(url)
        data, kind = found
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _asset(self, url: str) -> tuple[bytes, str] | None:
        name = url.removeprefix("asset:")
        if name == url or name not in self._assets:
            return None
        data = self._assets[name]
        kind = content_type(name, data)
        return (data, kind) if is_small_enough(data, kind) else None

    def _inline(self, url: str) -> tuple[bytes, str] | None:
        match = INLINE.fullmatch(url) if len(url) <= MOST_INLINE else None
        if not match:
            return None
        try:
            data = b64decode(match[2], validate=True)
        except binascii.Error:
            return None
        kind = content_type("", data)
        return (data, kind) if kind == match[1] and is_small_enough(data, kind) else None


def content_type(name: str, data: bytes) -> str:
    """What the bytes are; only text is told by its name."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if name.endswith(".css"):
        return "text/css"
    return "image/svg+xml" if b"<svg" in data[:1000] else "application/octet-stream"


def is_small_enough(data: bytes, kind: str) -> bool:
    """Whether a picture unpacks to few enough pixels; reads only its header."""
    if kind not in ("image/png", "image/jpeg"):
        return True
    try:
        width, height = Image.open(io.BytesIO(data)).size
    except (OSError, Image.DecompressionBombError):
        return False
    return width * height <= MOST_PIXELS
