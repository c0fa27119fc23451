"""``bin/serve``: an empty practice that stays, and never shares a place with the demo."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from clients.models import User
from tests.isolation.door import Guest
from tests.product import Product, own_product

PASSWORD = "a long sentence of my own"


@contextmanager
def served(product: Product, *options: str) -> Iterator[str]:
    """Serve the practice as ``bin/serve`` does; what it says in greeting."""
    command = product.start(
        "manage.py", "serve", *options, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert command.stdout is not None
    said = ""
    try:
        while "Ctrl-C" not in said:
            line = command.stdout.readline()
            assert line, f"It ended after saying: {said}"
            said += line
        yield said
    finally:
        command.send_signal(signal.SIGINT)
        command.communicate(timeout=60)
    assert command.returncode == 0


def address_in(said: str) -> str:
    return next(word for word in said.split() if word.startswith("http://"))


def test_an_empty_practice_begins_with_a_principal_and_keeps_what_is_done() -> None:
    with own_product() as product:
        with served(product) as said:
            assert "bin/manage create_principal" in said
            assert "web.log" in said
            product.settings["PASSWORD_OF_PAT"] = PASSWORD
            product.manage(
                *("create_principal", "--email", "pat@practice.test", "--name", "Pat Page"),
                *("--practice", "Page & Partners", "--password-env", "PASSWORD_OF_PAT"),
            )
            pat = Guest(address_in(said), "127.0.0.1")
            assert pat.sign_in("pat@practice.test", PASSWORD).path == "/"
            first = pat.ask("/").text
            assert "Page &amp; Partners" in first
            assert "Add a client" in first

            product.manage("serve", status=1)  # a second clock would queue everything twice

        with served(product, "--host", "127.0.0.2") as said:
            assert "create_principal" not in said
            pat = Guest(address_in(said), "127.0.0.1")
            assert pat.address.startswith("http://127.0.0.2:")
            assert pat.sign_in("pat@practice.test", PASSWORD).path == "/"


def test_a_practice_with_the_demos_logins_is_not_served(db: None) -> None:
    User.objects.create(email="demo@practice.test", name="Demo", kind="principal", is_demo=True)

    with pytest.raises(CommandError, match="The demo practice lies here"):
        call_command("serve")


def test_the_demo_is_not_loaded_beside_real_people(pat: User) -> None:
    with pytest.raises(CommandError, match="A practice of real people lies here"):
        call_command("demo")


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_neither_runs_in_production(settings: Settings, command: str) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="web, worker and clock"):
        call_command(command)
