"""Every format: recognised by its head, refused in words otherwise, and unharmed by damage."""

import random
import tracemalloc
from pathlib import Path

import pytest

from billing_audit.bills.importers import FORMATS, IN_WORDS, detect, tried
from billing_audit.bills.importers.checking import check_files, judge
from billing_audit.bills.importers.flat import TELSTRA
from billing_audit.bills.importers.recognising import recognised
from billing_audit.bills.importers.tmf678.stream import RULE
from retainer.lib.refusal import Refused
from tests.billing_audit.bills import olb_bills, tmf678_bills, x12_bills
from tests.billing_audit.bills.billed import bill
from tests.fuzz.damage import damaged
from tests.fuzz.readers import CRASHES, attack, seeds

TIMES = 150
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return seeds(tmp_path_factory.mktemp("good"))


def written(folder: Path, content: bytes) -> Path:
    path = folder / "bill"
    path.write_bytes(content)
    return path


def test_each_format_is_recognised_and_no_other_claims_it(good: dict[str, bytes]) -> None:
    for name, content in {**good, "standard-csv": bill().encode()}.items():
        assert detect(content[:16_000]) == name
        assert [each for each, format in FORMATS.items() if format.looks_like(content)] == [name]


@pytest.mark.parametrize(
    "content", [b"Dear Sir", b"DS,4833936100,20130418,P7978266009,797,3,\r\n", b"UNB+UNOC:3+A+B'"]
)
def test_an_unknown_file_is_told_what_was_tried_and_why_it_failed(
    tmp_path: Path, content: bytes
) -> None:
    path = written(tmp_path, content)

    with pytest.raises(Refused) as refused:
        recognised(path)

    for name, format in FORMATS.items():
        assert (f"({IN_WORDS[name]})" in refused.value.sentence) == bool(format.WHY_NOT)
    assert tried() in judge(str(path)).warnings[0]


def test_the_documentation_names_every_format_and_every_rule_of_its_own() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

    assert [name for name in FORMATS if f"`{name}`" not in text] == []
    assert [rule for rule in (*TELSTRA.layout.rules, RULE) if rule not in text] == []


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    assert judge(str(written(tmp_path, b" \n"))).warnings == ("The file is empty.",)


@pytest.mark.parametrize("seed", range(5))
def test_damage_ends_in_an_answer_or_a_refusal(
    good: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 chance, not secrecy
    for name, content in good.items():
        for _ in range(TIMES):
            attack(name, written(tmp_path, damaged(content, dice)))


def test_what_once_broke_a_reader_does_not_any_more() -> None:
    for crash in sorted(CRASHES.glob("*-*")):
        attack(crash.name.rpartition("-")[0], crash)


def bombs() -> dict[str, bytes]:
    """Small things that ask for very much."""
    return {
        "one-segment.edi": x12_bills.COMPACT_ISA.encode() + b"~GS*CI~" + b"A" * 30_000_000,
        "levels.edi": x12_bills.bill(*(f"HL*{at}*{at - 1}*9" for at in range(1, 50_000))),
        "one-text.json": b'[{"billNo": "' + b"A" * 40_000_000,
        "deep.json": b'{"a":' * 200_000,
        "wide.json": b'{"billNo": "1", "a": [' + b"1," * 2_000_000 + b"1]}",
        "digits.json": b'[{"billNo": "1", "x": ' + b"9" * 20_000_000 + b"}]",
        "one-line.csv": olb_bills.written() + b"DS," * 10_000_000,
        "one-service.csv": olb_bills.written(*[olb_bills.RENTAL] * 110_000),
    }


def test_bombs_are_refused_in_words_within_the_limits_of_a_child(tmp_path: Path) -> None:
    """Takes ten seconds: the bombs are as large as they have to be."""
    files = []
    for name, content in bombs().items():
        (tmp_path / name).write_bytes(content)
        files.append(str(tmp_path / name))

    answers = list(check_files(files))

    for answer in answers:
        assert answer["verdict"] == "unreadable", answer["file"]
        assert "we stopped" not in answer["warnings"][0], answer["file"]


def large(name: str, folder: Path, charges: int) -> Path:
    """A bill of so many charges; every service has its own."""
    if name == "tmf678":
        return tmf678_bills.saved(
            folder, [tmf678_bills.bill(), *map(tmf678_bills.rate, range(charges))]
        )
    if name == "x12-811":
        levels = [(f"HL*{at}*1*8", f"REF*MN*{at:010}", "IT1**1*EA*1.00") for at in range(charges)]
        body = (segment for level in levels for segment in level)
        return written(folder, x12_bills.bill("HL*1**1", *body))
    services = [
        record.replace(olb_bills.SERVICE, f"{at:010}")
        for at in range(charges // 2)
        for record in olb_bills.WHOLE
    ]
    return written(folder, olb_bills.written(*services))


@pytest.mark.parametrize("name", ["x12-811", "tmf678", "telstra-olb"])
def test_a_large_bill_takes_no_more_memory_than_a_small_one(tmp_path: Path, name: str) -> None:
    peaks = []
    for charges in (100, 600):
        path = large(name, tmp_path, charges)
        tracemalloc.start()
        lines = sum(1 for _ in FORMATS[name].read_bill(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert lines >= charges

    assert peaks[1] < peaks[0] + 300_000


def test_json_of_another_kind_says_what_it_holds(tmp_path: Path) -> None:
    product = {"@type": "Product", "id": "7", "status": "active"}

    answer = judge(str(tmp_path / tmf678_bills.saved(tmp_path, [product]).name))

    assert "of the type Product" in answer.warnings[0]


@pytest.mark.parametrize("name", ["standard-csv", "x12-811", "tmf678", "telstra-olb"])
def test_a_bill_in_utf_16_says_what_to_do(
    good: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    path = written(tmp_path, good[name].decode().encode("utf-16"))

    [warning] = judge(str(path)).warnings

    assert warning.startswith(f"This is {IN_WORDS[name]} in UTF-16")
    assert "UTF-8" in warning
