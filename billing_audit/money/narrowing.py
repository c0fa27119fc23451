"""Which disputes an address asks for: by client, carrier, state, number or ticket."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.http import HttpRequest

from billing_audit.money.models import Dispute
from billing_audit.money.querysets import DisputeQuerySet
from billing_audit.money.states import CLOSED, State
from clients.people.models import Client
from clients.telecom.models import Carrier
from retainer.lib.states import state_of

CLOSED_ONES = "closed"
NUMBER = re.compile(r"D-?0*(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """One choice of a select."""

    value: str
    word: str
    chosen: bool


class Narrowing:
    """The disputes one person asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        slug = request.GET.get("client", "")
        seen = Client.objects.visible_to(request.user)
        self.client = seen.filter(slug=slug).first() if slug else None
        self.state = request.GET.get("state", "")
        if self.state not in (*State.values, CLOSED_ONES):
            self.state = ""
        self.carrier = request.GET.get("carrier", "")
        self.words = request.GET.get("q", "").replace("\0", "").strip()

    @property
    def is_narrow(self) -> bool:
        return bool(self.client or self.state or self.carrier or self.words)

    @cached_property
    def every(self) -> DisputeQuerySet:
        """Those of the client and carrier that were chosen."""
        disputes = Dispute.objects.visible_to(self.request.user)
        if self.client:
            disputes = disputes.filter(client=self.client)
        if self.carrier:
            named = {str(key): pk for pk, key in Carrier.objects.values_list("pk", "public_id")}
            disputes = disputes.filter(carrier=named.get(self.carrier, 0))
        return disputes

    @cached_property
    def disputes(self) -> DisputeQuerySet:
        disputes = self.every
        if self.words:
            match = Q(ticket__istartswith=self.words) | Q(account__number__istartswith=self.words)
            if number := NUMBER.fullmatch(self.words):
                match |= Q(pk=int(number[1]))
            disputes = disputes.filter(match)
        if self.state == CLOSED_ONES:
            return disputes.filter(state__in=CLOSED)
        return disputes.filter(state=self.state) if self.state else disputes

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """Each state that any dispute is in, with how many are."""
        counted = dict(self.every.order_by().values_list("state").annotate(Count("pk")))
        return [
            (state, state_of(state).word, counted[state])
            for state in State.values
            if state in counted
        ]

    @property
    def carriers(self) -> list[Choice]:
        """The carriers that any dispute is with."""
        own = Dispute.objects.visible_to(self.request.user).order_by().values("carrier")
        return [
            Choice(key, carrier.name, key == self.carrier)
            for carrier in Carrier.objects.filter(pk__in=own).order_by("name")
            for key in [str(carrier.public_id)]
        ]
