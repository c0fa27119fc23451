"""``lint_document`` for people and for programs."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "# Scope\n\nThe Provider shall send an RCA within ninety (30) days.\n"


def test_programs_get_every_remark_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scope.md"
    file.write_text(TEXT)

    call_command("lint_document", str(file), "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer["file"] == str(file)
    assert [(f["line"], f["column"], f["rule"], f["severity"]) for f in answer["findings"]] == [
        (3, 14, "OBL002", "advice"),
        (3, 28, "ACR001", "warning"),
        (3, 39, "NUM001", "error"),
    ]
    assert answer["findings"][1]["fix"] == "Write “root cause analysis (RCA)” here."


def test_people_get_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scope.md"
    file.write_text(TEXT)

    call_command("lint_document", str(file))

    printed = capsys.readouterr()
    assert "     3:39  NUM001  “ninety” is 90, the digits say 30.\n" in printed.out
    assert printed.err == "3 remarks\n"


def test_a_name_of_another_client_is_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scope.md"
    file.write_text("Globex pays.\n")

    call_command("lint_document", str(file), "--json", "--client", "Acme", "--other", "Globex")

    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["rule"], finding["line"]) == ("CPY001", 1)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("lint_document", str(tmp_path / "none.md"))
    assert refused.value.returncode == 2


def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scope.pdf"
    file.write_bytes(b"%PDF")

    with pytest.raises(SystemExit) as refused:
        call_command("lint_document", str(file), "--json")

    assert refused.value.code == 3
    told = capsys.readouterr()
    assert "Save it as DOCX or Markdown" in told.err
    assert json.loads(told.out) == {
        "file": str(file),
        "error": "A .pdf file cannot be read. Save it as DOCX or Markdown.",
    }


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("empty.docx", b""),
        ("words.docx", b"not a zip"),
        ("latin.md", "mu\xdf".encode("latin-1")),
        ("wide.md", "The Provider shall pay.".encode("utf-16")),
    ],
)
def test_an_odd_file_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, holds: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(holds)

    with pytest.raises(SystemExit) as refused:
        call_command("lint_document", str(file), "--json")

    assert refused.value.code == 3
    assert "Save it as" in json.loads(capsys.readouterr().out)["error"]


def test_an_empty_text_has_no_remarks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.md"
    file.touch()

    call_command("lint_document", str(file), "--json")

    assert json.loads(capsys.readouterr().out)["findings"] == []
