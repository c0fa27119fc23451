"""A principal's login made at the machine: asked for at a terminal, or told without one."""

import os
import pty
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Activity, Practice, User
from retainer.lib.commands import REFUSED, USAGE
from retainer.lib.tenancy import acting_as

PASSWORD = "a long sentence of my own"


@pytest.fixture
def create(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Call the command where nobody can be asked; what it said."""
    monkeypatch.setenv("HER_PASSWORD", PASSWORD)
    monkeypatch.setattr(sys, "stdin", StringIO())

    def called(*words: str) -> str:
        call_command("create_principal", *words)
        return capsys.readouterr().err

    return called


@pytest.fixture
def told() -> list[str]:
    return ["--email", "Pat@Practice.test", "--name", "Pat Page"]


def test_a_principal_is_made_and_signs_in(create, told, browser: Browser) -> None:
    said = create(*told, "--practice", "Page & Partners", "--password-env", "HER_PASSWORD")

    assert said == "Pat Page can sign in as pat@practice.test.\n"
    browser.post(reverse("account_login"), {"login": "pat@practice.test", "password": PASSWORD})
    page = browser.get(reverse("people:user_list")).content.decode()
    assert "Page &amp; Partners" in page
    with acting_as("web"):
        address = EmailAddress.objects.get(user__email="pat@practice.test")
    assert (address.verified, address.primary) == (True, True)


def test_without_a_name_it_says_what_the_practice_is_called_and_where_that_changes(
    create, told
) -> None:
    said = create(*told, "--password-env", "HER_PASSWORD")

    assert "The practice is called “Your practice” until somebody names it" in said
    assert "--practice" in said
    assert "“Letterhead”" in said


def test_it_is_written_down_who_became_a_principal(create, told) -> None:
    create(*told, "--practice", "Page & Partners", "--password-env", "HER_PASSWORD")

    assert list(Activity.objects.order_by("pk").values_list("sentence", flat=True)) == [
        "Pat Page became a principal",
        "Page & Partners's letterhead was edited",
    ]


def test_a_password_in_a_file_loses_the_end_of_its_line_only(create, told, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f" {PASSWORD} \n")

    create(*told, "--password-file", str(tmp_path / "secret"))

    assert User.objects.get().check_password(f" {PASSWORD} ")


def test_an_address_signs_in_once_in_any_case(create, told, pat: User) -> None:
    with pytest.raises(SystemExit) as refused:
        create("--email", pat.email.upper(), "--name", "Somebody", "--password-env", "HER_PASSWORD")

    assert refused.value.code == REFUSED
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "at least 12 characters"), ("practice.test", "similar"), ("password1234", "common")],
)
def test_a_weak_password_is_refused_with_the_reason(
    create, told, monkeypatch, capsys, password: str, why: str
) -> None:
    monkeypatch.setenv("HER_PASSWORD", password)

    with pytest.raises(SystemExit):
        create(*told, "--password-env", "HER_PASSWORD")

    assert why in capsys.readouterr().err
    assert not User.objects.exists()


def test_nothing_is_made_when_the_practices_name_is_refused(create, told, capsys) -> None:
    with pytest.raises(SystemExit):
        create(*told, "--practice", "x" * 121, "--password-env", "HER_PASSWORD")

    assert "At most 120 characters" in capsys.readouterr().err
    assert not User.objects.exists()


def test_a_second_principal_leaves_the_practices_name_alone(create, told, pat: User) -> None:
    Practice.objects.create(pk=1, name="Page & Partners")

    create("--email", "paula@practice.test", "--name", "Paula", "--password-env", "HER_PASSWORD")

    assert Practice.current().name == "Page & Partners"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--name", "Pat"], "--email, --password-env"),
        (["--password-env", "NOBODYS_PASSWORD"], "NOBODYS_PASSWORD is empty or not set"),
        (["--password-file", "/nowhere/secret"], "/nowhere/secret"),
    ],
)
def test_what_is_missing_where_nobody_can_be_asked_is_a_wrong_usage(create, words, why) -> None:
    with pytest.raises(CommandError, match=why) as wrong:
        create(*words)

    assert wrong.value.returncode == USAGE


class Terminal:
    """A terminal of one's own for a command of this process, and somebody typing at it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.keyboard, screen = pty.openpty()
        self.screen = os.fdopen(screen, "r+b", buffering=0)
        monkeypatch.setattr(sys, "stdin", os.fdopen(os.dup(screen), "r"))
        monkeypatch.setattr("clients.management.commands.create_principal.getpass", self.unseen)

    def unseen(self, question: str) -> str:
        """``getpass`` opens the process's own terminal, which a test has not."""
        return sys.stdin.readline().rstrip("\n")

    def type(self, *lines: str) -> None:
        os.write(self.keyboard, "".join(f"{line}\n" for line in lines).encode())


def test_at_a_terminal_it_asks_until_the_answers_will_do(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(monkeypatch)
    terminal.type("Page & Partners", "pat at practice", "pat@practice.test", "", "Pat Page")
    terminal.type("short", PASSWORD, "another", PASSWORD, PASSWORD)

    call_command("create_principal")

    said = capsys.readouterr().err
    assert "is no e-mail address" in said
    assert "A name, please." in said
    assert "at least 12 characters" in said
    assert "The two are not the same." in said
    assert User.objects.get(email="pat@practice.test").check_password(PASSWORD)
    assert Practice.current().name == "Page & Partners"
