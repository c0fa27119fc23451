"""Production refuses to start unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

from clients.models import User
from retainer.lib import env
from retainer.lib.secret_key import MARK, development_key, refuse_unsafe_settings
from retainer.startup import check_worker, refuse_demo_logins

ROOT = Path(__file__).resolve().parent.parent
GOOD_KEY = "a production key of sixty different characters 0123456789 XYZ"
SITE = "https://retainer.example.com"


@pytest.mark.parametrize(
    ("debug", "key", "site", "why"),
    [
        (True, GOOD_KEY, SITE, "DEBUG"),
        (False, MARK + GOOD_KEY, SITE, "development key"),
        (False, "short", SITE, "at least"),
        (False, "", SITE, "at least"),
        (False, GOOD_KEY, "", "SITE_URL"),
        (False, GOOD_KEY, "http://retainer.example.com", "SITE_URL"),
    ],
)
def test_production_refuses(debug: bool, key: str, site: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=why):
        refuse_unsafe_settings(production=True, debug=debug, secret_key=key, site_url=site)


def test_production_starts_with_a_key_and_an_address_of_its_own() -> None:
    refuse_unsafe_settings(production=True, debug=False, secret_key=GOOD_KEY, site_url=SITE)


def test_the_deployment_check_has_nothing_to_say() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    production = {"RETAINER_PRODUCTION": "yes", "SECRET_KEY": GOOD_KEY}
    own = {name: value for name, value in os.environ.items() if "ASYNC_UNSAFE" not in name}
    environment = own | production | {"SITE_URL": SITE, "RETAINER_PROCESS": "web"}

    check = subprocess.run(  # noqa: S603 our own command
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert check.returncode == 0, check.stderr
    assert "no issues (0 silenced)" in check.stdout


def test_a_process_that_is_none_of_ours_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETAINER_PROCESS", "wbe")

    with pytest.raises(ImproperlyConfigured, match="one of command, web, worker"):
        env.one_of("RETAINER_PROCESS", ("command", "web", "worker"))


def test_development_may_use_its_own_key(tmp_path) -> None:
    key = development_key(tmp_path)

    refuse_unsafe_settings(production=False, debug=True, secret_key=key, site_url="")
    assert development_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_refuses_demo_logins_until_they_are_shut(db: None, settings: Settings) -> None:
    settings.PRODUCTION = True
    User.objects.create(email="demo@practice.test", name="Demo", kind="principal", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match=r"demo@practice\.test"):
        refuse_demo_logins()

    call_command("deactivate_demo_logins")

    refuse_demo_logins()


def test_a_worker_ends_where_demo_logins_work(db: None, settings: Settings) -> None:
    settings.PRODUCTION, settings.PROCESS = True, "worker"
    User.objects.create(email="demo@practice.test", name="Demo", kind="principal", is_demo=True)

    with pytest.raises(SystemExit, match=r"demo@practice\.test"):
        check_worker()


def test_a_worker_that_would_be_the_databases_owner_ends(settings: Settings) -> None:
    settings.PROCESS = "command"

    with pytest.raises(SystemExit, match="RETAINER_PROCESS=worker"):
        check_worker()
