"""X12 taken apart: separators, line ends, and every other way real senders write it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.bills.importers.x12 import looks_like, segments
from billing_audit.bills.importers.x12.segments import Segment, read_separators
from billing_audit.bills.importers.x12.segments import segments as read
from retainer.lib.refusal import Refused
from tests.billing_audit.bills.x12_bills import (
    COMPACT_ISA,
    PORT,
    SERVICE,
    bill,
    interchange,
    saved,
    transaction,
    written,
)

GOOD = interchange(*transaction(*SERVICE, PORT, "TDS*5500"))
#: Of X12's basic and extended character sets, without what separates here.
LETTERS = st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="*~:|'^")
ELEMENTS = st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=6)
NAMES = st.from_regex("[A-Z][A-Z0-9]{1,2}", fullmatch=True).filter(
    lambda name: name not in ("ISA", "IEA", "GS", "ST", "TA1")
)


def said(path: Path) -> list[tuple[str, list[str]]]:
    return [(segment.name, segment.elements) for segment in read(path)]


@pytest.mark.parametrize("end", ["~", "~\n", "~\r\n", "'", "\n", "\r\n", "\r", "\x1c"])
@pytest.mark.parametrize("element", ["*", "|", "\x1d", "^"])
def test_separators_are_what_the_isa_says(tmp_path: Path, end: str, element: str) -> None:
    path = saved(tmp_path, written(GOOD, end=end, element=element, component=">"))

    names = [name for name, _ in said(path)]

    assert names[:4] == ["ISA", "GS", "ST", "BIG"]
    assert names[-4:] == ["TDS", "SE", "GE", "IEA"]
    assert len(names) == len(GOOD)


@pytest.mark.parametrize(
    ("isa", "end"),
    [
        (COMPACT_ISA, "~"),
        (COMPACT_ISA, "~\r\n"),
        (COMPACT_ISA, "\n"),
        (COMPACT_ISA.removesuffix(":"), "~"),
        (COMPACT_ISA.removesuffix(":"), "~\n"),
    ],
)
def test_an_isa_need_not_be_padded_nor_name_its_component_separator(
    tmp_path: Path, isa: str, end: str
) -> None:
    segments = interchange(*transaction(*SERVICE, PORT, "TDS*5500"), isa=isa)
    path = saved(tmp_path, written(segments, end=end))

    assert [name for name, _ in said(path)] == [each.split("*")[0] for each in GOOD]


def test_a_byte_order_mark_blanks_and_lower_case_do_not_matter(tmp_path: Path) -> None:
    path = saved(tmp_path, b"\xef\xbb\xbf \r\n" + written(GOOD).lower())

    assert looks_like(path.read_bytes())
    assert [name for name, _ in said(path)] == [each.split("*")[0] for each in GOOD]


def test_lines_wrapped_at_some_width_are_joined(tmp_path: Path) -> None:
    text = written(GOOD)
    wrapped = b"\r\n".join(text[at : at + 80] for at in range(0, len(text), 80))

    assert said(saved(tmp_path, wrapped)) == said(saved(tmp_path, text, "whole.edi"))


def test_interchanges_follow_each_other_each_with_its_own_separators(tmp_path: Path) -> None:
    first = written(GOOD, end="~\n")
    second = written(GOOD, end="'", element="|")

    assert len(said(saved(tmp_path, first + b"\n" + second + b"\n\x1a"))) == 2 * len(GOOD)


def test_the_last_segment_may_lack_its_terminator(tmp_path: Path) -> None:
    assert said(saved(tmp_path, written(GOOD).removesuffix(b"~")))[-1][0] == "IEA"


def test_old_latin_letters_are_read(tmp_path: Path) -> None:
    path = saved(tmp_path, bill(*SERVICE, PORT).replace(b"Acme Corp", b"Caf\xe9 Acme"))

    assert ("N1", ["BT", "Café Acme"]) in said(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ISB*00", "does not begin with an ISA"),
        (b"ISA", "does not say what separates"),
        (b"ISAX00", "does not say what separates"),
        (b"ISA*00*~GS*CI", "is not whole"),
        (written(GOOD)[:90], "is not whole"),
        (written(GOOD).replace(b"TDS*", b"T\x00S*"), "NUL byte"),
        (written(GOOD).replace(b"TDS*", b"total*"), "no segment of X12"),
        (written(GOOD) + b"Regards, Corvane", "does not begin with an ISA"),
    ],
)
def test_what_is_no_x12_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        said(saved(tmp_path, content))


def test_a_segment_without_an_end_is_a_bomb(tmp_path: Path) -> None:
    path = saved(tmp_path, written(GOOD)[:-9] + b"A" * 10_000_000)

    with pytest.raises(Refused, match="longer than 64 kB"):
        said(path)


def test_a_million_segments_are_as_many_as_we_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "MOST_SEGMENTS", 10)

    with pytest.raises(Refused, match="more than 10 segments"):
        said(saved(tmp_path, written(GOOD)))


@given(st.lists(st.tuples(NAMES, ELEMENTS), max_size=30), st.sampled_from(["~", "~\n", "\r\n"]))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, body: list[tuple[str, list[str]]], end: str
) -> None:
    inside = ["*".join([name, *elements]) for name, elements in body]
    path = saved(
        tmp_path_factory.getbasetemp(), written(interchange(*inside, isa=COMPACT_ISA), end=end)
    )

    read_again = [segment for segment in said(path)][2:-2]

    assert read_again == body


def test_an_element_beyond_the_end_says_nothing() -> None:
    assert Segment(1, "REF", ["12", " 7 "]).at(2) == "7"
    assert Segment(1, "REF", ["12"]).at(3) == ""


def test_the_same_mark_cannot_end_elements_and_segments() -> None:
    with pytest.raises(Refused, match="same character"):
        read_separators(b"ISA*00**00**ZZ*A*ZZ*B*260401*1200*U*00401*7*0*P*:*GS*CI")
