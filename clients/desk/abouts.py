"""What a question can be about; each kind is registered by the app that has the thing."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from clients.desk.models import Question
from clients.people.models import Client, User


class Kind(NamedTuple):
    """Things of one model, and the pages that show one to the client and to the practice."""

    word: str  # finding
    things: QuerySet
    portal_page: str
    desk_page: str


class About(NamedTuple):
    """One thing, as a page of a question names it."""

    kind: str
    public_id: UUID
    word: str
    url: str


_kinds: dict[str, Kind] = {}


def register(kind: str, things: QuerySet, *, portal_page: str, desk_page: str) -> None:
    """Let clients ask about things of this kind: ``?about=kind:public_id``."""
    _kinds[kind] = Kind(kind, things, portal_page, desk_page)


def about_of(user: User, company: Client, named: str) -> About | None:
    """What an address names, when the company has it and this person may see it."""
    name, _, public_id = named.partition(":")
    kind, key = _kinds.get(name), _uuid(public_id)
    if kind is None or key is None:
        return None
    is_there = kind.things.visible_to(user).filter(public_id=key, client=company).exists()
    return About(name, key, kind.word, _page(kind, user, key)) if is_there else None


def shown(question: Question, user: User) -> About | None:
    """What a question is about, with the page that shows it to this person."""
    kind = _kinds.get(question.about_kind)
    if kind is None:
        return None
    key = question.about_id
    return About(question.about_kind, key, kind.word, _page(kind, user, key))


def _page(kind: Kind, user: User, key: UUID) -> str:
    return reverse(kind.portal_page if user.is_client_user else kind.desk_page, args=[key])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
