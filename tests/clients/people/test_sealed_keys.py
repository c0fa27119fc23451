"""The keys of one-time codes in the database."""

import pytest
from cryptography.fernet import InvalidToken
from pytest_django import Settings

from clients.people.adapter import SealedKeys

KEY = "JBSWY3DPEHPK3PXP"


def test_a_key_is_stored_sealed() -> None:
    sealed = SealedKeys().encrypt(KEY)

    assert KEY not in sealed
    assert SealedKeys().decrypt(sealed) == KEY


def test_a_key_survives_a_change_of_the_secret_key(settings: Settings) -> None:
    sealed = SealedKeys().encrypt(KEY)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]

    assert SealedKeys().decrypt(sealed) == KEY


def test_another_installation_cannot_open_it(settings: Settings) -> None:
    sealed = SealedKeys().encrypt(KEY)

    settings.SECRET_KEY = "of another installation"

    with pytest.raises(InvalidToken):
        SealedKeys().decrypt(sealed)
