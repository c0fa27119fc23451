"""Which terms hold in a month, and which hourly rate on a day, with where it comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

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


def rate_of(project: Project, person: User, day: date) -> Rate | None:
    """The hourly rate of somebody's work on a project that day; none when none is known.

    The narrowest counts: agreement and person, agreement and role, project, client,
    then the practice's standard for the role, then its standard for everybody.
    Only rates in the agreement's currency are looked at: nothing is converted.
    """
    agreement = project.agreement
    seat = TeamSeat.objects.filter(agreement=agreement, person=person).first()
    role = seat.role if seat else ""
    on_day = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
    agreed = ClientRate.objects.filter(
        on_day, client_id=project.client_id, currency=agreement.currency
    ).select_related("project")
    under = agreed.filter(agreement=agreement)
    wide = agreed.filter(agreement=None)
    levels = (
        (under.filter(person=person), f"{person} under this agreement"),
        (under.filter(role__iexact=role).exclude(role=""), f"{role} under this agreement"),
        (wide.filter(project=project), f"project {project}"),
        (wide.filter(project=None), "rate of this client"),
    )
    standard = StandardRate.objects.filter(on_day, currency=agreement.currency)
    levels += (
        (standard.filter(role__iexact=role).exclude(role=""), f"standard rate, {role}"),
        (standard.filter(role=""), "standard rate"),
    )
    for rates, source in levels:
        if found := rates.first():
            return Rate(found.rate, source)
    return None
