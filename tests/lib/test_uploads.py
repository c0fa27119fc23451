"""Uploaded files are stored, recognised and unpacked within bounds, whatever they claim to be."""

import gzip
import hashlib
import resource
import zipfile
import zlib
from pathlib import Path

import pytest

from retainer.lib import uploads
from retainer.lib.refusal import Refused
from retainer.lib.uploads import Kind
from tests.lib import bombs

LIMIT = 4_000_000


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Verizon March.csv", "Verizon March.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\pat\\bill.xml", "bill.xml"),
        ("bill\x00.exe\n.csv", "bill.exe .csv"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  two   spaces.csv ", "two spaces.csv"),
        ("", "file"),
        ("..", "file"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
    ],
)
def test_shown_name_cannot_mislead(given, shown):
    assert uploads.displayed_name(given) == shown


def test_long_name_keeps_its_ending():
    shown = uploads.displayed_name("a" * 400 + "-march.csv")

    assert len(shown) == 120
    assert shown.endswith("-march.csv")


def test_spooling_counts_and_hashes():
    chunks = [b"account_no,total\n", b"4711,12.50\n"]

    with uploads.spool(iter(chunks), limit=100) as file:
        assert file.path.read_bytes() == b"".join(chunks)
        assert file.size == 28
        assert file.sha256 == hashlib.sha256(b"".join(chunks)).hexdigest()

    assert not file.path.exists()


def test_spooling_stops_at_the_limit():
    def endless():
        while True:
            yield b"x" * 100_000

    with (
        pytest.raises(Refused, match="larger than 5 MB"),
        uploads.spool(endless(), limit=5_000_000),
    ):
        pass


def test_empty_file_is_refused():
    with pytest.raises(Refused, match="empty"), uploads.spool(iter([]), limit=100):
        pass


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"account_no,total\n1,2\n", Kind.TEXT),
        (b"\xef\xbb\xbfaccount_no,total\n", Kind.TEXT),
        ("Straße;Betrag\n".encode("cp1252"), Kind.TEXT),
        ("account_no\ttotal\n".encode("utf-16"), Kind.TEXT),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<Invoice/>", Kind.XML),
        (b"\n <Invoice xmlns='urn'>", Kind.XML),
        ("<?xml version='1.0'?><Invoice/>".encode("utf-16"), Kind.XML),
        (b"<!doctype html><title>Sign in</title>", Kind.HTML),
        (b"<?xml version='1.0'?><!-- x --><html xmlns='x'>", Kind.HTML),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"junk before\n%PDF-1.4", Kind.PDF),
        (b"ISA*00*          *00*", Kind.X12),
        (b"UNA:+.? 'UNB+UNOC:3", Kind.EDIFACT),
        (b"UNB+UNOA:1+", Kind.EDIFACT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Kind.OLD_OFFICE),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        (b"\x1f\x8b\x08\x00", Kind.GZIP),
        (b"\x7fELF\x02\x01\x01\x00\x00", Kind.UNKNOWN),
        (b"ISABELLA,4711\n", Kind.TEXT),
        (b"PK\x03\x04 and then nothing", Kind.ZIP),
    ],
)
def test_kind_is_told_by_the_bytes(start, kind, tmp_path):
    file = tmp_path / "bill.csv"
    file.write_bytes(start)

    assert uploads.sniff(file) is kind
    assert kind.in_words


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        (("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
        (("[Content_Types].xml", "word/document.xml"), Kind.DOCX),
        (("march.csv",), Kind.ZIP),
    ],
)
def test_kind_of_a_zip_is_told_by_what_it_holds(members, kind, tmp_path):
    with zipfile.ZipFile(tmp_path / "file", "w") as archive:
        for name in members:
            archive.writestr(name, "x")

    assert uploads.sniff(tmp_path / "file") is kind


BOMBS = {
    "one large member": lambda path: bombs.zipped(path, 20 * LIMIT),
    "a workbook of one giant sheet": lambda path: bombs.workbook(path, 20 * LIMIT),
    "a workbook of shared strings": lambda path: bombs.workbook(
        path, 20 * LIMIT, member="xl/sharedStrings.xml"
    ),
    "many members": lambda path: bombs.many_layers(path, 150, 50_000),
    "gzip": lambda path: bombs.gzipped(path, 20 * LIMIT),
    "gzip of several parts": lambda path: (
        path.write_bytes(gzip.compress(b"A" * 3_000_000) * 2) and path
    ),
    "PDF stream": lambda path: bombs.pdf(path, bombs.deflated(20 * LIMIT)),
    "PDF stream squeezed twice": lambda path: bombs.pdf(
        path, zlib.compress(bombs.deflated(20 * LIMIT)), b"/Filter [/FlateDecode /FlateDecode]"
    ),
    "PDF stream that hides its filter": lambda path: bombs.pdf(
        path, bombs.deflated(20 * LIMIT), b"/Filter /Fl#61teDecode"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_in_little_memory(name, tmp_path):
    bomb = BOMBS[name](tmp_path / "bomb")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(Refused, match="unpacks to more than 4 MB") as refused:
        uploads.check_unpacked_size(bomb, uploads.sniff(bomb), limit=LIMIT)

    assert refused.value.reason == "too_large_unpacked"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kB


def test_lying_table_of_contents_is_refused(tmp_path):
    bomb = bombs.lying_about_its_size(tmp_path / "bomb", 10 * LIMIT)

    with pytest.raises(Refused, match="damaged"):
        uploads.check_unpacked_size(bomb, Kind.ZIP, limit=LIMIT)


def test_too_many_members_are_refused(tmp_path):
    with pytest.raises(Refused, match="holds 201 files"):
        uploads.check_unpacked_size(bombs.many_layers(tmp_path / "z", 201, 1), Kind.ZIP)


@pytest.mark.parametrize("kind", [Kind.ZIP, Kind.GZIP])
def test_cut_off_archive_is_refused(kind, tmp_path):
    make = bombs.zipped if kind is Kind.ZIP else bombs.gzipped
    file = make(tmp_path / "cut", 2_000_000)
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(Refused, match="damaged"):
        uploads.check_unpacked_size(file, kind)


def test_password_is_named(tmp_path):
    file = bombs.zipped(tmp_path / "secret.zip", 1_000_000)
    data = bytearray(file.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(data)

    with pytest.raises(Refused, match="protected by a password"):
        uploads.check_unpacked_size(file, Kind.ZIP)


def test_honest_files_are_measured(tmp_path):
    assert uploads.check_unpacked_size(bombs.zipped(tmp_path / "a", 3_000_000), Kind.ZIP) == 3e6
    assert uploads.check_unpacked_size(bombs.gzipped(tmp_path / "b", 2_000_000), Kind.GZIP) == 2e6
    page = bombs.pdf(tmp_path / "c", zlib.compress(b"BT (Total) Tj ET" * 100))
    assert uploads.check_unpacked_size(page, Kind.PDF) == 1600
    plain = bombs.pdf(tmp_path / "d", b"BT (Total) Tj ET", b"")
    assert uploads.check_unpacked_size(plain, Kind.PDF) == 0
    (tmp_path / "e").write_text("a,b\n")
    assert uploads.check_unpacked_size(tmp_path / "e", Kind.TEXT) == 0


def test_unpacking_gives_members_under_our_own_names(tmp_path):
    with zipfile.ZipFile(tmp_path / "bills.zip", "w") as archive:
        archive.writestr("../../outside.csv", "a")
        archive.writestr("2026/march.csv", "b")
        archive.writestr("2026/", "")
        archive.writestr("__MACOSX/._march.csv", "litter")
    into = tmp_path / "into"
    into.mkdir()

    members = list(uploads.unpack(tmp_path / "bills.zip", Kind.ZIP, into))

    assert [(member.name, member.path.read_text()) for member in members] == [
        ("outside.csv", "a"),
        ("march.csv", "b"),
    ]
    assert all(member.path.parent == into for member in members)
    assert {path.name for path in Path(tmp_path).iterdir()} == {"bills.zip", "into"}


def test_unpacking_gzip_gives_the_one_file(tmp_path):
    file = tmp_path / "march.csv.gz"
    file.write_bytes(gzip.compress(b"a,b\n"))

    (member,) = uploads.unpack(file, Kind.GZIP, tmp_path)

    assert (member.name, member.path.read_bytes()) == ("march.csv", b"a,b\n")
