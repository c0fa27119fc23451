"""Put an upload on disk, counting and hashing on the way, in flat memory."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from retainer.lib.refusal import Refused


@dataclass(frozen=True)
class Spooled:
    """A file that is whole on disk; the same bytes always have the same ``sha256``."""

    path: Path
    size: int
    sha256: str


@contextmanager
def spool(chunks: Iterable[bytes], *, limit: int) -> Iterator[Spooled]:
    """Write the chunks (``upload.chunks()``) to a file that exists until the block ends."""
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(prefix="retainer-upload-") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise Refused(
                    f"The file is larger than {limit // 1_000_000:,} MB, the most we take at once. "
                    "Split it by month or by account and send the parts.",
                    reason="too_large",
                )
            digest.update(chunk)
            file.write(chunk)
        if size == 0:
            raise Refused("The file is empty.", reason="empty")
        file.flush()
        yield Spooled(Path(file.name), size, digest.hexdigest())
