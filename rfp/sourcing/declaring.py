"""Who works on a decision, what each declares of interests, and who may see bids.

Whoever evaluates asks ``has_declared`` before anything of a bid is shown.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from clients.notices.models import Topic
from clients.notices.recipients import people_of_client, people_of_practice, principals
from clients.notices.services import notify
from clients.people.models import Client, User
from retainer.lib.refusal import Refused
from rfp.sourcing import services
from rfp.sourcing.models import SourcingDecision
from rfp.sourcing.supplier_models import Declaration, SourcingPerson
from rfp.sourcing.telling import note

#: How long somebody may take before they are reminded, once a week.
PATIENCE = timedelta(days=2)


class DeclarationRefused(Refused):
    """This cannot be declared, or nobody can be named so."""


def has_declared(user: User, decision: SourcingDecision) -> bool:
    """Whether this person declared their interests for what is bought here, whatever they said."""
    return Declaration.objects.filter(decision=decision, person=user.pk).exists()


def candidates(decision: SourcingDecision) -> QuerySet[User]:
    """Who may be named: those who work for the client, and their own people once it was put."""
    keys = [*people_of_practice(decision.client), *principals()]
    if decision.put_at:
        keys += people_of_client(decision.client)
    named = decision.people.values("person")
    return User.objects.filter(pk__in=keys).exclude(pk__in=named).order_by("name")


def people_of(decision: SourcingDecision) -> QuerySet[SourcingPerson]:
    """Those named, each with whether they declared, and for a principal what."""
    latest = Declaration.objects.filter(decision=decision, person=OuterRef("person"))
    return decision.people.annotate(
        name=F("person__name"),
        declared=Exists(latest),
        has_interest=Subquery(latest.order_by("-pk").values("has_interest")[:1]),
        what=Subquery(latest.order_by("-pk").values("what")[:1]),
        declared_at=Subquery(latest.order_by("-pk").values("declared_at")[:1]),
    )


@transaction.atomic
def name_person(*, decision: SourcingDecision, person: User, named_by: User) -> SourcingPerson:
    """Have somebody work on it, who is asked to declare at once."""
    asked = services.locked(decision)
    if not candidates(asked).filter(pk=person.pk).exists():
        raise DeclarationRefused(
            "Choose somebody who works for this client and is not named yet. Put the decision to "
            "the client before you name one of theirs."
        )
    named = SourcingPerson.objects.create(
        client_id=asked.client_id, decision=asked, person=person, named_by=named_by
    )
    note(asked, "person_named", f"{person} works on it", named_by)
    _ask(named, "", by=named_by)
    return named


@transaction.atomic
def take_off(*, named: SourcingPerson, taken_by: User) -> None:
    """Let somebody no longer work on it; what they declared stays."""
    note(named.decision, "person_taken_off", f"{named.person} no longer works on it", taken_by)
    named.delete()


@transaction.atomic
def declare(
    *, decision: SourcingDecision, person: User, has_interest: bool, what: str
) -> Declaration:
    """Declare for oneself: no interest in any supplier, or which; the latest counts."""
    what = what.strip() if has_interest else ""
    if not SourcingPerson.objects.filter(decision=decision, person=person.pk).exists():
        raise DeclarationRefused("You are not named for it. A principal or consultant names you.")
    if has_interest and not what:
        raise DeclarationRefused("Say which interest: the supplier and what ties you to it.")
    declared = Declaration.objects.create(
        client_id=decision.client_id,
        decision=decision,
        person_id=person.pk,
        has_interest=has_interest,
        what=what,
    )
    note(decision, "declared", f"{person} declared their interests", person)
    if has_interest:
        notify(
            to=principals(),
            client=decision.client,
            topic=Topic.DECISION,
            sentence=f"{person} declared an interest: {decision}.",
            link=reverse("sourcing:suppliers_listed", args=[decision.public_id]),
            made_by=person,
        )
    return declared


def remind(today: date) -> None:
    """Ask those who did not declare yet, once a week."""
    year, week, _ = today.isocalendar()
    waiting = SourcingPerson.objects.filter(
        named_at__date__lte=today - PATIENCE,
        decision__state__in=["draft", "put", "approved"],
        client__in=Client.objects.active(),
        person__is_active=True,
    ).exclude(
        Exists(Declaration.objects.filter(decision=OuterRef("decision"), person=OuterRef("person")))
    )
    for named in waiting.select_related("decision__client"):
        _ask(named, f"declare-{named.pk}-{year}-{week}", by=None)


def _ask(named: SourcingPerson, key: str, *, by: User | None) -> None:
    decision = named.decision
    notify(
        to=[named.person_id],
        client=decision.client,
        topic=Topic.DECISION,
        sentence=f"Please declare your interests, if any: {decision}.",
        link=reverse("sourcing:declaration", args=[decision.public_id]),
        made_by=by,
        key=key,
    )
