"""Which terms hold in a month, and which hourly rate on a day, with where it comes from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from clients.agreements.models import Project, RetainerAgreement, TeamSeat
from clients.agreements.rates import ClientRate, StandardRate
from clients.agreements.terms import RetainerTerms
from clients.people.models import User
from retainer.lib.months import month_of


@dataclass(frozen=True)
class Rate:
    """What an hour costs, in the agreement's currency, and whose rate it is."""

    amount: Decimal
    source: str


def terms_in(agreement: RetainerAgreement, month: date) -> RetainerTerms:
    """The version of the terms that holds in a month; the first one for any earlier month."""
    held = agreement.terms.filter(valid_from__lte=month_of(month)).order_by("-valid_from").first()
    return held or agreement.terms.earliest("valid_from")


class PriceList:
    """The rates and terms of some agreements, read once for however many entries.

    The narrowest rate counts: agreement and person, agreement and role, project, client,
    then the practice's standard for the role, then its standard for everybody.
    Only rates in the agreement's currency are looked at: nothing is converted.
    """

    def __init__(self, agreements: Iterable[RetainerAgreement]) -> None:
        self._agreements = {agreement.pk: agreement for agreement in agreements}

    @cached_property
    def _roles(self) -> dict[tuple[int, int], str]:
        """As what people work, by agreement and person."""
        seats = TeamSeat.objects.filter(agreement__in=self._agreements)
        return {(seat.agreement_id, seat.person_id): seat.role for seat in seats}

    @cached_property
    def _agreed(self) -> list[ClientRate]:
        clients = {agreement.client_id for agreement in self._agreements.values()}
        return list(ClientRate.objects.filter(client__in=clients))

    @cached_property
    def _standard(self) -> list[StandardRate]:
        return list(StandardRate.objects.all())

    @cached_property
    def _terms(self) -> dict[int, list[RetainerTerms]]:
        """Versions by agreement, the newest first."""
        versions: dict[int, list[RetainerTerms]] = defaultdict(list)
        held = RetainerTerms.objects.filter(agreement__in=self._agreements)
        for terms in held.order_by("-valid_from"):
            versions[terms.agreement_id].append(terms)
        return versions

    def terms_in(self, agreement: RetainerAgreement, month: date) -> RetainerTerms:
        """The version that holds in a month; the first one for any earlier month."""
        versions = self._terms[agreement.pk]
        held = (terms for terms in versions if terms.valid_from <= month_of(month))
        return next(held, versions[-1])

    def rate_of(self, project: Project, person: User, day: date) -> Rate | None:
        """The hourly rate of somebody's work on a project that day; none when none is known."""
        agreement = self._agreements[project.agreement_id]
        role = self._roles.get((agreement.pk, person.pk), "")
        same_role = [role.lower()] if role else []
        on_day = [
            rate
            for rate in (*self._agreed, *self._standard)
            if rate.currency == agreement.currency
            and rate.starts_on <= day
            and (rate.ends_on is None or day <= rate.ends_on)
        ]
        ours = [
            rate
            for rate in on_day
            if isinstance(rate, ClientRate) and rate.client_id == project.client_id
        ]
        under = [rate for rate in ours if rate.agreement_id == agreement.pk]
        wide = [rate for rate in ours if rate.agreement_id is None]
        standard = [rate for rate in on_day if isinstance(rate, StandardRate)]
        levels = (
            ((r for r in under if r.person_id == person.pk), f"{person} under this agreement"),
            (
                (r for r in under if r.role.lower() in same_role),
                f"{role} under this agreement",
            ),
            ((r for r in wide if r.project_id == project.pk), f"project {project}"),
            ((r for r in wide if r.project_id is None), "rate of this client"),
            ((r for r in standard if r.role.lower() in same_role), f"standard rate, {role}"),
            ((r for r in standard if not r.role), "standard rate"),
        )
        for rates, source in levels:
            if found := next(rates, None):
                return Rate(found.rate, source)
        return None


def rate_of(project: Project, person: User, day: date) -> Rate | None:
    """The hourly rate of somebody's work on a project that day, as a ``PriceList`` says."""
    return PriceList([project.agreement]).rate_of(project, person, day)
