"""Every template compiles, is tidy, and holds nothing that browser or reader would trip over."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*ml"))
# What goes on paper or into mail is not shown under the policy of our pages.
ELSEWHERE = {"print", "print.html", "mail", "email"}
ON_SCREEN = [name for name in TEMPLATES if ELSEWHERE.isdisjoint(Path(name).parts)]


FAULTS = {
    "an inline style": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "an inline stylesheet": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\s(src|type=.application/json.)\b)", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"=\s*[\"']\s*javascript:", re.IGNORECASE),
    "a column without a heading": re.compile(r"<th[^>]*>\s*</th>"),
    "an address elsewhere": re.compile(r"(?:src|<link[^>]+href)=\"https?://", re.IGNORECASE),
}

TABLE = re.compile(r"{% table (.*?)%}(.*?){% endtable %}", re.DOTALL)


@pytest.mark.parametrize("name", TEMPLATES)
def test_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", ON_SCREEN)
def test_holds_no_fault(name):
    text = (FOLDER / name).read_text()

    found = [fault for fault, pattern in FAULTS.items() if pattern.search(text)]

    assert found == []


@pytest.mark.parametrize("name", ON_SCREEN)
def test_rows_with_buttons_become_blocks_on_a_phone(name):
    tables = TABLE.findall((FOLDER / name).read_text())

    with_buttons = [how for how, rows in tables if "<form" in rows or "{% confirm" in rows]
    assert all("stack=True" in how for how in with_buttons)


def test_all_are_tidy():
    linted = subprocess.run(  # noqa: S603 - the linter of our own environment
        [sys.executable, "-m", "djlint", "--lint", "--quiet", str(FOLDER)],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout
