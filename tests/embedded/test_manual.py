"""``bin/manage help``: what a person reads who looks for a command."""

from pathlib import Path

import pytest
from django.conf import settings

from retainer.embedded.manual import HEADINGS, Manual


def own_commands() -> set[str]:
    files = Path(settings.BASE_DIR).glob("*/management/commands/*.py")
    return {file.stem for file in files if not file.stem.startswith("_")}


def test_every_command_of_the_product_stands_under_one_heading() -> None:
    told = [name for names in HEADINGS.values() for name in names]

    assert sorted(told) == sorted(own_commands())


def test_the_products_commands_come_first_with_a_line_each() -> None:
    text = Manual(["manage.py", "help"]).main_help_text()

    ours, theirs = text.split("Django's own")
    assert "  audit                   Audits a client's bills" in ours
    assert "migrate" in theirs
    assert "migrate" not in ours.split()


def test_usage_is_what_one_types(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Manual(["manage.py", "audit", "--help"]).execute()

    assert capsys.readouterr().out.startswith("usage: bin/manage audit ")
