"""The people of the world, known to every part of it."""

from dataclasses import dataclass

from clients.models import Client, User


@dataclass
class Cast:
    """Acme, one of its people, and two of the practice."""

    acme: Client
    owen: User
    pat: User
    casey: User
