"""What hangs on a relationship: each subject registers its part, and its page leads there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from clients.people.models import User
from clients.relationships.models import Relationship


@dataclass(frozen=True)
class Part:
    """One subject's part of every relationship.

    ``page`` and ``my_page`` name the addresses for the practice and for client users, each
    with the relationship's public id; without ``my_page`` client users are not led there.
    """

    label: str
    icon: str
    page: str
    my_page: str
    #: What there is, for somebody, in a few words: ``4 obligations, 1 overdue``.
    says: Callable[[Relationship, User], str]


@dataclass(frozen=True)
class Lead:
    """A part as it stands on the page of one relationship."""

    label: str
    icon: str
    url: str
    text: str


_parts: list[Part] = []


def register(part: Part) -> None:
    """Let the pages of relationships lead to a subject's part of them."""
    _parts.append(part)


def leads(relationship: Relationship, user: User) -> list[Lead]:
    """Where the page of a relationship leads, for this person."""
    pages = [(part, part.my_page if user.is_client_user else part.page) for part in _parts]
    return [
        Lead(
            part.label,
            part.icon,
            reverse(page, args=[relationship.public_id]),
            part.says(relationship, user),
        )
        for part, page in pages
        if page
    ]
