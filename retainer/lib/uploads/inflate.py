"""Unpack archives in bounds, counting what really comes out: declared sizes are only claims."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retainer.lib.refusal import Refused
from retainer.lib.uploads.kinds import Kind
from retainer.lib.uploads.names import displayed_name
from retainer.lib.uploads.pdf_streams import inflated_pdf_streams

CHUNK = 64 * 1024
UNPACKED_LIMIT = 300_000_000
MOST_MEMBERS = 200
#: Others need memory that the archive chooses.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What zipfile lets through where a member lies elsewhere than the table of contents says.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
#: What computers add to an archive without being asked.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

#: The pieces a name stands for, none larger than a chunk.
Members = Iterator[tuple[str, Iterator[bytes]]]


@dataclass(frozen=True)
class Unpacked:
    """A member of an archive: its name as shown, and where it lies under a name of ours."""

    name: str
    path: Path


def check_unpacked_size(path: Path, kind: Kind, *, limit: int = UNPACKED_LIMIT) -> int:
    """Unpack to nowhere and count; refuse a file that would grow beyond the limit."""
    return sum(len(piece) for _, pieces in _bounded(path, kind, limit) for piece in pieces)


def unpack(
    path: Path, kind: Kind, into: Path, *, limit: int = UNPACKED_LIMIT
) -> Iterator[Unpacked]:
    """Write each member of a ZIP or gzip archive to the folder, as it is asked for."""
    for number, (name, pieces) in enumerate(_bounded(path, kind, limit)):
        if name.endswith("/") or any(part in name for part in LITTER):
            for _ in pieces:
                pass  # it counts all the same
            continue
        member = into / f"member-{number}"
        with member.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        yield Unpacked(displayed_name(name), member)


def _bounded(path: Path, kind: Kind, limit: int) -> Members:
    """The members of a file, refusing it as soon as all together exceed the limit."""
    left = limit

    def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal left
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise Refused(
                    f"The file unpacks to more than {limit // 1_000_000:,} MB, the most we take. "
                    "Split it and send the parts.",
                    reason="too_large_unpacked",
                )
            yield piece

    for name, pieces in _members(path, kind):
        yield name, counted(pieces)


def _members(path: Path, kind: Kind) -> Members:
    if kind in (Kind.ZIP, Kind.XLSX, Kind.DOCX):
        yield from _zip_members(path)
    elif kind is Kind.GZIP:
        yield displayed_name(path.name).removesuffix(".gz"), _gzip_pieces(path)
    elif kind is Kind.PDF:
        yield path.name, inflated_pdf_streams(path)


def _zip_members(path: Path) -> Members:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise Refused(
                    f"The archive holds {len(members)} files; we take up to {MOST_MEMBERS}. "
                    "Split it and send the parts.",
                    reason="too_many_members",
                )
            for member in members:
                _refuse_unreadable(member)
                yield member.filename, _zip_pieces(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as broken:
        raise _damaged() from broken


def _refuse_unreadable(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 0x1:
        raise Refused(
            "The archive is protected by a password. Remove it and send the file again.",
            reason="encrypted",
        )
    if member.compress_type not in METHODS:
        raise Refused(
            "The archive is compressed in a way we do not read. Make an ordinary ZIP of it.",
            reason="compression_method",
        )


def _zip_pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(member) as file:
            while piece := file.read(CHUNK):
                yield piece
    except BROKEN as broken:
        raise _damaged() from broken


def _gzip_pieces(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) as file:
            while piece := file.read(CHUNK):
                yield piece
    except (gzip.BadGzipFile, zlib.error, EOFError) as broken:
        raise _damaged() from broken


def _damaged() -> Refused:
    return Refused(
        "The archive is damaged. Download it from the carrier again, then send it.",
        reason="damaged",
    )
