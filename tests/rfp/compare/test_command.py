"""``compare_documents`` for people and for programs."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.rfp.compare.conftest import issued

OLD = b"\xd0\xcf\x11\xe0 old"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    first, second = tmp_path / "issued.docx", tmp_path / "returned.docx"
    made = issued()
    made.save(str(first))
    made.paragraphs[4].runs[0].text = "1.4 The Provider bills in advance."
    made.save(str(second))
    return str(first), str(second)


def test_programs_get_every_change(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("compare_documents", *pair, "--json")

    answer = json.loads(capsys.readouterr().out)
    assert (answer["issued"], answer["returned"]) == pair
    assert answer["changes"] == [
        {
            "kind": "changed",
            "part": "body",
            "where": "paragraph 5",
            "before": "1.4 The Provider bills in arrears.",
            "after": "1.4 The Provider bills in advance.",
            "disclosed": False,
        }
    ]


def test_people_read_what_was_not_tracked(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("compare_documents", *pair)

    printed = capsys.readouterr()
    assert "NOT TRACKED  changed     body, paragraph 5" in printed.out
    assert "    + 1.4 The Provider bills in advance." in printed.out
    assert printed.err == "1 changes, 1 of them not tracked\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", OLD, "save it as DOCX"),
        ("a.pdf", b"%PDF-1.7", "Ask for the DOCX"),
        ("a.docx", b"%PDF-1.7", "Ask for the DOCX"),
        ("a.docx", OLD, "locked by a password"),
        ("a.docx", b"PK torn", "no DOCX"),
    ],
)
def test_what_cannot_be_compared_says_what_is_possible(
    pair: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    words: str,
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(SystemExit) as refused:
        call_command("compare_documents", pair[0], str(tmp_path / name), "--json")

    assert refused.value.code == 3
    assert words in json.loads(capsys.readouterr().out)["error"]


def test_a_file_that_is_not_there_is_wrong_usage(pair: tuple[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("compare_documents", pair[0], "nowhere.docx")
    assert refused.value.returncode == 2
