"""Make a PDF of HTML: bounded, fetching nothing, and the same bytes for the same document.

The document names what it needs as ``asset:NAME``; nothing else can be loaded, neither from the
network nor from the disk.  Two names are always there: ``asset:print.css``, the print stylesheets
over the same colours as the screens, and the bundled fonts, which need no naming.

The PDF is tagged for screen readers (PDF/UA-1), has bookmarks from its headings, its title,
author and language from the HTML, and its date from ``<meta name="dcterms.created">``: without
that no clock is asked, so rendering again gives the same sha256.
"""

import json
from base64 import b64encode
from collections.abc import Mapping

from retainer.lib import sandbox
from retainer.lib.pdf.style import print_css

__all__ = ["LIMITS", "print_css", "render"]

MB = 1024 * 1024

#: A report of 2,000 rows takes about 13 s and 350 MB; longer lists belong in a CSV beside it.
LIMITS = sandbox.Limits(
    memory=1024 * MB,
    cpu_seconds=55,
    wall_seconds=60,
    output=100 * MB,
    file_size=16 * MB,
)


def render(
    html: str, assets: Mapping[str, bytes] | None = None, *, limits: sandbox.Limits = LIMITS
) -> bytes:
    """Give the PDF, or raise ``ChildRefused`` or ``ChildKilled`` with a sentence for people."""
    document = {
        "html": html,
        "assets": {name: b64encode(data).decode() for name, data in (assets or {}).items()},
    }
    order = json.dumps(document, sort_keys=True).encode()
    return sandbox.run("retainer.lib.pdf.child:draw", limits=limits, stdin=order)
