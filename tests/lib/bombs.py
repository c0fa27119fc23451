"""Small files that would become large, made on the fly."""

import gzip
import io
import struct
import zipfile
import zlib
from pathlib import Path

MB = 1_000_000
XLSX_PARTS = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")


def deflated(size: int, letter: bytes = b"A") -> bytes:
    """``size`` bytes, squeezed, without ever holding them."""
    squeeze = zlib.compressobj(9)
    pieces = [squeeze.compress(letter * MB) for _ in range(size // MB)]
    return b"".join([*pieces, squeeze.flush()])


def zipped(path: Path, size: int, *, member: str = "bill.csv", also: tuple[str, ...] = ()) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in also:
            archive.writestr(name, "<x/>")
        with archive.open(member, "w", force_zip64=True) as file:
            for _ in range(size // MB):
                file.write(b"A" * MB)
    return path


def workbook(path: Path, size: int, *, member: str = "xl/worksheets/sheet1.xml") -> Path:
    return zipped(path, size, member=member, also=XLSX_PARTS)


def lying_about_its_size(path: Path, size: int) -> Path:
    """A ZIP whose table of contents says 50 kB."""
    data = bytearray(zipped(path, size).read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 50_000)
    path.write_bytes(data)
    return path


def many_layers(path: Path, members: int, size: int) -> Path:
    """Many members, each of them harmless alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            archive.writestr(f"bill-{number}.csv", b"A" * size)
    return path


def gzipped(path: Path, size: int) -> Path:
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(size // MB):
            file.write(b"A" * MB)
    return path


def pdf(path: Path, stream: bytes, dictionary: bytes = b"/Filter /FlateDecode") -> Path:
    body = io.BytesIO()
    body.write(b"%PDF-1.7\n1 0 obj\n<< " + dictionary + b" /Length %d >>\n" % len(stream))
    body.write(b"stream\n" + stream + b"\nendstream\nendobj\n%%EOF\n")
    path.write_bytes(body.getvalue())
    return path
