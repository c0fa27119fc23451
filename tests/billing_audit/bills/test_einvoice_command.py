"""``check_invoice``: one answer a file, in a child process; a database only has more profiles."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing_audit.bills.importers import checking
from tests.billing_audit.bills.einvoice_files import CREDIT, ETHERNET, MOBILE, changed, path_of

pytestmark = pytest.mark.django_db


def answers(*files: str) -> list[dict]:
    output = StringIO()
    call_command("check_invoice", *files, "--jsonl", stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_each_file_gets_one_answer_in_order() -> None:
    files = [path_of(name) for name in (MOBILE, ETHERNET, CREDIT)]

    given = answers(*files)

    assert [each["file"] for each in given] == files
    assert [each["format"] for each in given] == ["ubl", "cii", "ubl"]
    assert {each["verdict"] for each in given} == {"clean"}
    assert set(given[0]) == {"file", "format", "verdict", "rules", "findings", "warnings"}


def test_a_wrong_bill_gets_its_rules_and_findings(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(changed(MOBILE, (">205.00<", ">250.00<")).getvalue())

    (given,) = answers(str(wrong))

    assert given["verdict"] == "finding"
    assert given["rules"]["BR-CO-16"] == "fail"
    assert given["rules"]["BR-CO-10"] == "pass"
    assert given["findings"][0]["check"] == "A20"
    assert given["findings"][0]["rule"] == "BR-CO-16"


def test_an_unreadable_file_does_not_spoil_the_others(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xml"
    bomb.write_bytes(b"<!DOCTYPE Invoice><Invoice/>")

    before, refused, after = answers(path_of(MOBILE), str(bomb), path_of(CREDIT))

    assert before["verdict"] == after["verdict"] == "clean"
    assert (refused["verdict"], refused["format"]) == ("unreadable", None)
    assert "document type" in refused["warnings"][0]


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = tmp_path / "killer.xml"
    killer.write_text("SIGABRT")
    monkeypatch.setattr(checking, "IN_THE_CHILD", f"{__name__}:judge_or_die")

    before, killed, after = answers(path_of(MOBILE), str(killer), path_of(CREDIT))

    assert before["verdict"] == after["verdict"] == "clean"
    assert killed["verdict"] == "unreadable"
    assert "crash" in killed["warnings"][0]


def judge_or_die(*files: str):
    import os

    for file in files:
        if file.endswith("killer.xml"):
            os.abort()
        yield from checking.judge_each(file)


def test_when_nothing_can_be_read_a_script_notices(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Sir")

    with pytest.raises(SystemExit) as ended:
        answers(str(note))

    assert ended.value.code == 3


def test_a_file_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(CommandError) as refused:
        answers("/nowhere/bill.xml")

    assert refused.value.returncode == 2


def test_people_read_sentences_on_standard_error(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(changed(MOBILE, (">205.00<", ">250.00<")).getvalue())
    output, words = StringIO(), StringIO()

    call_command("check_invoice", str(wrong), stdout=output, stderr=words)

    assert output.getvalue() == ""
    assert "the arithmetic is wrong" in words.getvalue()
    assert "BR-CO-16" in words.getvalue()
