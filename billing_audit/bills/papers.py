"""PDF bills for people to look at: pictures of pages, and the words on them.

Everything is asked of a child; whatever a PDF does there comes back as ``Refused``.
"""

import json
from typing import Any

from billing_audit.bills.arrivals import local_copy
from billing_audit.bills.loading import stopped
from billing_audit.bills.models import BillFile
from retainer.lib import sandbox

#: Named, not imported: this process has no use for what reads PDFs.
PICTURE = "billing_audit.bills.importers.paper.showing:picture"
WORDS = "billing_audit.bills.importers.paper.showing:words"
#: Pixels across a picture; enough to read the smallest print, and no more.
NARROWEST, WIDEST = 200, 2000
LIMITS = sandbox.Limits(cpu_seconds=20, wall_seconds=40, output=32 * 1024 * 1024)


def page_image(bill_file: BillFile, page: int, width: int = 1000) -> bytes:
    """A page, counted from 1, as a PNG of this width."""
    wide = min(max(width, NARROWEST), WIDEST)
    return asked(bill_file, PICTURE, str(page), str(wide))


def words_on(bill_file: BillFile, page: int) -> dict[str, Any]:
    """``page``, ``pages``, ``width``, ``height`` and ``words`` with their boxes, in points."""
    return json.loads(asked(bill_file, WORDS, str(page)))


def asked(bill_file: BillFile, function: str, *args: str, stdin: bytes | None = None) -> bytes:
    """What the child's function says of the stored file."""
    with local_copy(bill_file) as path:
        try:
            return sandbox.run(function, str(path.resolve()), *args, limits=LIMITS, stdin=stdin)
        except sandbox.ChildKilled as killed:
            raise stopped(killed) from killed
