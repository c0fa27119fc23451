"""Production refuses to start unsafe."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

from clients.models import User
from retainer.lib.secret_key import MARK, development_key, refuse_unsafe_settings
from retainer.startup import refuse_demo_logins

GOOD_KEY = "k" * 50


@pytest.mark.parametrize(
    ("debug", "key", "why"),
    [
        (True, GOOD_KEY, "DEBUG"),
        (False, MARK + GOOD_KEY, "development key"),
        (False, "short", "at least"),
        (False, "", "at least"),
    ],
)
def test_production_refuses(debug: bool, key: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=why):
        refuse_unsafe_settings(production=True, debug=debug, secret_key=key)


def test_production_starts_with_a_key_of_its_own() -> None:
    refuse_unsafe_settings(production=True, debug=False, secret_key=GOOD_KEY)


def test_development_may_use_its_own_key(tmp_path) -> None:
    key = development_key(tmp_path)

    refuse_unsafe_settings(production=False, debug=True, secret_key=key)
    assert development_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_refuses_demo_logins_until_they_are_shut(db: None, settings: Settings) -> None:
    settings.PRODUCTION = True
    User.objects.create(email="demo@practice.test", name="Demo", kind="principal", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match=r"demo@practice\.test"):
        refuse_demo_logins()

    call_command("deactivate_demo_logins")

    refuse_demo_logins()
