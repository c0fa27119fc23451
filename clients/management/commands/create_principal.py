"""Make a principal's login at the terminal: the first one of a practice begins with it."""

import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from clients.models import Practice, User
from clients.people.principals import (
    free_address,
    make_principal,
    refuse_weak_password,
    vouch_for_address,
)
from clients.people.services import change_practice
from retainer.lib.commands import USAGE, PracticeCommand
from retainer.lib.refusal import Refused

LONGEST_NAME = 120
UNNAMED = Practice().name


class Command(PracticeCommand):
    help = (
        "Makes a principal's login, and names the practice when it is the first.  Asks for what "
        "is not given; the password never stands on the command line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="the address the principal signs in with")
        parser.add_argument("--name", help="the principal's name, as people read it")
        parser.add_argument("--practice", help="the consultancy's name; asked for on first use")
        secret = parser.add_mutually_exclusive_group()
        secret.add_argument(
            "--password-env", metavar="VARIABLE", help="the environment variable of the password"
        )
        secret.add_argument(
            "--password-file", metavar="FILE", type=Path, help="a file that holds the password"
        )

    def work(
        self, *, email: str | None, name: str | None, practice: str | None, **options: Any
    ) -> None:
        password = _given_password(options["password_env"], options["password_file"])
        self.refuse_silence({"--email": email, "--name": name, "--password-env": password})
        try:
            if practice is None and sys.stdin.isatty() and self.is_first():
                practice = self.ask("Name of the practice", _name)
            email = email or self.ask("Your e-mail address", self.free_address)
            name = name or self.ask("Your name", _name)
            password = password or self.ask_password(email, name)
        except (KeyboardInterrupt, EOFError) as ended:
            raise CommandError("\nNothing was made.") from ended
        user = self.make(email, name, password, practice)
        self.say(f"{user} can sign in as {user.email}.")
        if self.is_first():
            self.say(
                f"The practice is called “{UNNAMED}” until somebody names it: --practice, or "
                "“Letterhead” in the product."
            )

    def make(self, email: str, name: str, password: str, practice: str | None) -> User:
        """Everything or nothing, but for the note that the sign-in role writes by itself."""
        with self.scope():
            user = make_principal(email=email, name=_name(name), password=password)
            if practice:
                letterhead = Practice.current()
                letterhead.name = _name(practice)
                change_practice(practice=letterhead, changed_by=user)
        vouch_for_address(user)
        return user

    def is_first(self) -> bool:
        """Whether the practice has no name yet."""
        with self.scope():
            return not Practice.objects.exists()

    def free_address(self, email: str) -> str:
        with self.scope():
            return free_address(email)

    def refuse_silence(self, answers: dict[str, str | None]) -> None:
        """Say what is missing where nobody can be asked."""
        missing = [option for option, answer in answers.items() if not answer]
        if missing and not sys.stdin.isatty():
            raise CommandError(
                f"Nobody can be asked here: give {', '.join(missing)}. The password comes from "
                "a variable (--password-env) or a file (--password-file).",
                returncode=USAGE,
            )

    def ask(self, question: str, accepted: Callable[[str], str]) -> str:
        """Ask until the answer is one we take."""
        while True:
            try:
                return accepted(input(f"{question}: "))
            except Refused as refusal:
                self.say(refusal.sentence)

    def ask_password(self, email: str, name: str) -> str:
        """Ask twice, unseen, until both are the same and hard to guess."""
        while True:
            password = getpass("Password (not shown): ")
            try:
                refuse_weak_password(password, email=email, name=name)
            except Refused as refusal:
                self.say(refusal.sentence)
                continue
            if getpass("The same again: ") == password:
                return password
            self.say("The two are not the same. Once more, please.")


def _given_password(variable: str | None, path: Path | None) -> str | None:
    """The password that a variable or a file holds, if one of them is named."""
    if variable is not None:
        if not os.environ.get(variable):
            raise CommandError(f"The variable {variable} is empty or not set.", returncode=USAGE)
        return os.environ[variable]
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise CommandError(
                f"No password can be read from {path}: {unreadable}", returncode=USAGE
            ) from unreadable
    return None


def _name(text: str) -> str:
    """A name as people read it."""
    text = " ".join(text.split())
    if not text:
        raise Refused("A name, please.")
    if len(text) > LONGEST_NAME:
        raise Refused(f"At most {LONGEST_NAME} characters, please.")
    return text
