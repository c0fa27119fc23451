"""Who at a client may decide about what: the holder of a right, or a deputy, each up to a limit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from django.db.models import F
from django.utils import timezone

from clients.advice.models import Deputy
from clients.people.models import Client, DecisionRight, User
from retainer.lib import format as written


class Asked(Protocol):
    """What waits for a decision: a recommendation, or what another app puts to the client."""

    client: Client
    kind: str
    money: Decimal
    currency: str

    def get_kind_display(self) -> str: ...


@dataclass(frozen=True)
class Authority:
    """What somebody decides by: their own right, or that of whom they stand in for."""

    right: DecisionRight
    deputyship: Deputy | None = None

    @property
    def limit(self) -> Decimal | None:
        """The lower of the right's limit and the deputy's; ``None`` is without limit."""
        limits = [self.right.limit, self.deputyship.limit if self.deputyship else None]
        return min((limit for limit in limits if limit is not None), default=None)


class Authorities:
    """The rights at one client and the deputies in force on a day, read once for many questions."""

    def __init__(self, client_id: int, today: date | None = None) -> None:
        self._client_id = client_id
        self._today = today or timezone.localdate()

    def of(self, user: User, asked: Asked) -> Authority | None:
        """What this person may decide it by; ``None`` when they may not."""
        if not user.is_client_user:
            return None
        return self._by_user(asked).get(user.pk)

    def deciders(self, asked: Asked) -> list[int]:
        """The keys of all who may decide it, holders before their deputies."""
        return list(self._by_user(asked))

    def names(self, asked: Asked) -> list[str]:
        """The same people by name."""
        return sorted(
            authority.deputyship.deputy_name if authority.deputyship else authority.right.name
            for authority in self._by_user(asked).values()
        )

    def why_not(self, user: User, asked: Asked) -> str:
        """Why somebody may not decide it, and who may; empty when they may."""
        if self.of(user, asked):
            return ""
        money = written.money(asked.money, asked.currency)
        own = next((r for r in self._rights[asked.kind] if r.user_id == user.pk), None)
        if own is None:
            about = asked.get_kind_display().lower()
            why = f"You hold no right to decide on {about} for {asked.client}."
        else:
            limit = written.money(own.limit, own.currency)
            why = f"This is about {money}, and you may decide up to {limit}."
        names = self.names(asked)
        if not names:
            return f"{why} Nobody at {asked.client} may decide {money} yet: call your consultant."
        return f"{why} {' or '.join(names)} may."

    def covering(self, subject: str, money: Decimal, currency: str) -> dict[int, Authority]:
        """By person, what they may decide about so much by; holders before their deputies."""
        rights = self._rights[subject]
        holders = {right.user_id: right for right in rights if _covers(right, money, currency)}
        found = {key: Authority(right) for key, right in holders.items()}
        for deputy in self._deputies[subject]:
            if deputy.holder_id in holders and _covers(deputy, money, currency):
                found.setdefault(deputy.deputy_id, Authority(holders[deputy.holder_id], deputy))
        return found

    def _by_user(self, asked: Asked) -> dict[int, Authority]:
        return self.covering(asked.kind, asked.money, asked.currency)

    @cached_property
    def _rights(self) -> dict[str, list[DecisionRight]]:
        rights = DecisionRight.objects.filter(client_id=self._client_id, user__is_active=True)
        return _by_subject(rights.annotate(name=F("user__name")).order_by("pk"))

    @cached_property
    def _deputies(self) -> dict[str, list[Deputy]]:
        deputies = Deputy.objects.filter(client_id=self._client_id, deputy__is_active=True)
        named = deputies.in_force(self._today).annotate(deputy_name=F("deputy__name"))
        return _by_subject(named.order_by("pk"))


def _by_subject(rows: object) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return found


def _covers(holds: DecisionRight | Deputy, money: Decimal, currency: str) -> bool:
    """A limit in another currency covers nothing: nothing is converted."""
    return holds.limit is None or (holds.currency == currency and money <= holds.limit)
