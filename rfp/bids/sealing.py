"""Seals what bidders write, so that neither the database nor a backup of it tells a word.

AES-256-GCM with a key per request and purpose, derived from the secret key by HKDF. What it is
sealed for, such as one bid, is authenticated: an envelope moved to another bid does not open.
"""

import json
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from retainer.lib.records import plain

#: The first byte of what is sealed, so that another way of sealing can follow this one.
FORM = b"\x01"
NONCE = 12
SALT = b"retainer sealed bids"

TECHNICAL, PRICE, DRAFT = "technical", "price", "draft"


class SealBroken(Exception):
    """It was changed, moved, or sealed with a key that is in none of the settings any more."""


def seal(content: object, *, purpose: str, request: UUID, of: UUID) -> bytes:
    """The content as nobody reads it; ``of`` is the bid or the bidder whose it is."""
    nonce = secrets.token_bytes(NONCE)
    text = json.dumps(plain(content), sort_keys=True, ensure_ascii=False).encode()
    key = _key(settings.SECRET_KEY, purpose, request)
    return FORM + nonce + AESGCM(key).encrypt(nonce, text, of.bytes)


def unseal(sealed: bytes | memoryview, *, purpose: str, request: UUID, of: UUID) -> dict:
    """What was sealed; raises ``SealBroken``. Former secret keys open what they sealed."""
    whole = bytes(sealed)
    if whole[:1] != FORM:
        raise SealBroken("It was sealed in a form that is not known.")
    nonce, text = whole[1 : 1 + NONCE], whole[1 + NONCE :]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = AESGCM(_key(secret, purpose, request)).decrypt(nonce, text, of.bytes)
        except InvalidTag:
            continue
        content: dict = json.loads(opened)
        return content
    raise SealBroken("No key of the settings opens it.")


def _key(secret: str, purpose: str, request: UUID) -> bytes:
    of = f"{purpose} {request}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=SALT, info=of).derive(secret.encode())
