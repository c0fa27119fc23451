"""The page of the practice: everything of it for one day, each read once."""

from datetime import date
from functools import cached_property

from clients.agreements.pricing import PriceList
from clients.models import Client, RetainerAgreement
from retainer.practice.deadlines import Ending, Unclosed, endings, unclosed
from retainer.practice.people import HandOver, Load, loads
from retainer.practice.retainers import Burning, burning
from retainer.practice.waiting import InProgress, in_progress


class Overview:
    """The practice on a day, as its principals see it: every client."""

    def __init__(self, day: date) -> None:
        self.day = day

    @cached_property
    def clients(self) -> dict[int, Client]:
        return Client.objects.in_bulk()

    @cached_property
    def agreements(self) -> list[RetainerAgreement]:
        agreements = list(RetainerAgreement.objects.order_by("client__name", "-starts_on"))
        for agreement in agreements:
            agreement.client = self.clients[agreement.client_id]
        return agreements

    @cached_property
    def prices(self) -> PriceList:
        return PriceList(self.agreements)

    @cached_property
    def retainers(self) -> list[Burning]:
        return burning(self.agreements, self.day, self.prices)

    @property
    def to_look_at(self) -> int:
        """Retainers that are used up, or likely to be, or hardly used."""
        return sum(row.pace.state != "even" for row in self.retainers)

    @cached_property
    def people(self) -> list[Load]:
        return loads(self.day)

    @cached_property
    def hand_over(self) -> HandOver:
        return HandOver(self.day)

    @cached_property
    def in_progress(self) -> list[InProgress]:
        return in_progress(self.clients, self.prices)

    @cached_property
    def endings(self) -> list[Ending]:
        return endings(self.agreements, self.day, self.prices)

    @cached_property
    def unclosed(self) -> list[Unclosed]:
        return unclosed(self.agreements, self.day)
