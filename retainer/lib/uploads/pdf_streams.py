"""What the compressed parts of a PDF unpack to, found without trusting its structure."""

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

CHUNK = 64 * 1024
#: Filters may be stacked; the pages of an honest PDF never need more than two.
DEEPEST = 3


def inflated_pdf_streams(path: Path) -> Iterator[bytes]:
    """Yield the pieces every deflated stream unpacks to, and what those unpack to in turn.

    The dictionary before a stream may lie about its filter and length, so every stream is tried;
    one that is not deflated ends at its first bytes.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pdf:
        for start in re.finditer(rb"(?<!end)stream\r?\n", pdf):
            layers = [zlib.decompressobj() for _ in range(DEEPEST)]
            for at in range(start.end(), len(pdf), CHUNK):
                yield from _through(layers, 0, pdf[at : at + CHUNK])
                if layers[0] is None or layers[0].eof:
                    break


def _through(layers: list, level: int, packed: bytes) -> Iterator[bytes]:
    """Feed a piece to a layer, and what comes out to the next; a layer that fails is done."""
    while packed and level < len(layers) and layers[level] and not layers[level].eof:
        try:
            piece = layers[level].decompress(packed, CHUNK)
        except zlib.error:
            layers[level] = None
            return
        packed = layers[level].unconsumed_tail
        if piece:
            yield piece
            yield from _through(layers, level + 1, piece)
