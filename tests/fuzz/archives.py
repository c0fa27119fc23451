"""Archives to damage: whatever comes out of one, it is files or a refusal."""

import gzip
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from retainer.lib.uploads import sniff, unpack
from retainer.lib.uploads.kinds import Kind
from tests.billing_audit.bills import billed

LIMIT = 10_000_000


def zipped() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("März.csv", billed.bill())
        archive.writestr("folder/april.csv", billed.bill(billed.row(invoice_no="INV-2")))
    return out.getvalue()


def others() -> tuple[bytes, ...]:
    return (gzip.compress(billed.bill().encode(), mtime=0),)


def unpacked(path: Path) -> None:
    if (kind := sniff(path)) not in (Kind.ZIP, Kind.GZIP):
        return
    with TemporaryDirectory() as folder:
        size = sum(
            each.path.stat().st_size for each in unpack(path, kind, Path(folder), limit=LIMIT)
        )
    if size > LIMIT:
        raise AssertionError(f"{size} bytes came out where {LIMIT} may.")
