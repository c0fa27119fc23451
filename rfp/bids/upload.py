"""A workbook that a bidder uploads, before it is read."""

from collections.abc import Iterable

from retainer.lib.uploads import check_unpacked_size, sniff, spool
from retainer.lib.uploads.kinds import Kind
from rfp.bids.response import NotAResponse, Response, read
from rfp.issuing.shape import IssuedRequest

LARGEST, LARGEST_UNPACKED = 10_000_000, 60_000_000


def read_upload(chunks: Iterable[bytes], request: IssuedRequest) -> Response:
    """What it answers to a request; refuses what is no workbook, or too large for one."""
    with spool(chunks, limit=LARGEST) as file:
        kind = sniff(file.path)
        if kind is not Kind.XLSX:
            raise NotAResponse(f"This is {kind.in_words}. Save it as XLSX and choose that.")
        check_unpacked_size(file.path, kind, limit=LARGEST_UNPACKED)
        with file.path.open("rb") as opened:
            return read(opened, request)
