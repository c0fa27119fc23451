"""Draws one PDF; runs only in a child process of ``retainer.lib.sandbox``."""

import gc
import hashlib
import json
import logging
import os
import sys
from base64 import b64decode
from pathlib import Path

from retainer.lib.pdf import fonts
from retainer.lib.pdf.style import print_css
from retainer.lib.refusal import Refused

fonts.use_only_ours(Path(os.environ["TMPDIR"]))  # before anything loads fontconfig

import weasyprint  # noqa: E402
from weasyprint.urls import FatalURLFetchingError  # noqa: E402

from retainer.lib.pdf.fetcher import AssetFetcher  # noqa: E402

# Boxes point at each other, so the collector finds next to nothing and takes a quarter of the
# time.  What is imported is set aside; the rest is looked at rarely instead of never, which keeps
# a long document flat.
YOUNG_OBJECTS = 200_000


def draw() -> bytes:
    """The PDF of the document on standard input."""
    order = sys.stdin.buffer.read()
    document = json.loads(order)
    assets = {name: b64decode(data) for name, data in document["assets"].items()}
    fetcher = AssetFetcher({"print.css": print_css().encode(), **assets})
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 50, 50)
    try:
        pdf = weasyprint.HTML(string=document["html"], url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(order).digest()[:16]
        )
    except FatalURLFetchingError as refused:
        raise refusal(fetcher) from refused
    if fetcher.refused:  # inside an SVG the renderer leaves the picture out and says nothing
        raise refusal(fetcher)
    return pdf


def refusal(fetcher: AssetFetcher) -> Refused:
    return Refused(
        f"The document asks for “{fetcher.refused[0][:100]}”, which may not be loaded.",
        reason="forbidden_resource",
    )
