"""What the practice does with a sourcing decision: writes it, puts it to the client; no more."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from clients.people.models import User
from clients.telecom.models import Site
from retainer.lib.refusal import Refused
from rfp.sourcing.case_models import BusinessCase
from rfp.sourcing.models import (
    Route,
    SourcingDecision,
    SourcingOption,
    SourcingSite,
    SourcingTarget,
)
from rfp.sourcing.telling import note, tell_deciders

State = SourcingDecision.State


class SourcingRefused(Refused):
    """This cannot be done with the decision as it stands."""


@transaction.atomic
def keep_decision(
    *, decision: SourcingDecision, sites: Iterable[Site], kept_by: User
) -> SourcingDecision:
    """Store a new or an edited draft with the sites in scope."""
    is_new = decision.pk is None
    wanted = list(sites)
    if any(site.client_id != decision.client_id for site in wanted):
        raise SourcingRefused("Choose sites of this client.")
    if is_new:
        decision.author = kept_by
    elif not locked(decision).is_draft:
        raise SourcingRefused("It was put to the client. Take it back before you change it.")
    decision.save()
    SourcingSite.objects.filter(decision=decision).exclude(site__in=wanted).delete()
    known = set(decision.places.values_list("site_id", flat=True))
    SourcingSite.objects.bulk_create(
        SourcingSite(client_id=decision.client_id, decision=decision, site=site)
        for site in wanted
        if site.pk not in known
    )
    deed = "drafted" if is_new else "changed"
    note(decision, deed, f"{deed.capitalize()} the sourcing decision {decision}", kept_by)
    return decision


def missing(decision: SourcingDecision) -> list[str]:
    """What has to be answered before it is put to the client, each as a thing to do."""
    answers = (
        (decision.why, "Say why."),
        (decision.reasons, "Tick the reasons."),
        (decision.outcomes, "Say what shall be different afterwards."),
        (decision.owner_id, "Name who owns it at the client."),
        (decision.answers_for_all, "Say who answers for the whole service."),
        (decision.route_because, "Say why it goes this way."),
        (decision.where or decision.places.exists(), "Choose the sites, or say where."),
        (decision.retained, "List the functions that stay in the client's hands."),
        (decision.targets.exists(), "Add at least one target."),
        (decision.options.count() > 1, "Weigh at least two options."),
        (decision.options.filter(is_chosen=True).exists(), "Mark the option that is proposed."),
    )
    said = [todo for answer, todo in answers if not answer]
    if decision.route == Route.SOLE_SOURCE:
        cases = BusinessCase.objects.filter(decision=decision, finished_at__isnull=False)
        said += [] if cases.exists() else ["Finish the business case for asking one alone."]
    return said


@transaction.atomic
def put(*, decision: SourcingDecision, put_by: User) -> SourcingDecision:
    """Put it to the client; from now on its words stay as they are read."""
    asked = locked(decision)
    if not asked.is_draft:
        raise SourcingRefused(f"It is no draft: {asked.get_state_display().lower()}.")
    if todo := missing(asked):
        raise SourcingRefused(" ".join(todo))
    asked.state, asked.put_at = State.PUT, timezone.now()
    asked.save(update_fields=["state", "put_at"])
    note(asked, "put", f"Put the sourcing decision {asked} to the client", put_by)
    tell_deciders(asked, f"Please decide how to go on: {asked}.", by=put_by)
    return asked


@transaction.atomic
def take_back(*, decision: SourcingDecision, taken_by: User) -> SourcingDecision:
    """Make it a draft again, while the client has not decided."""
    asked = locked(decision)
    if asked.state != State.PUT:
        raise SourcingRefused("Only what waits for the client can be taken back.")
    asked.state, asked.put_at = State.DRAFT, None
    asked.save(update_fields=["state", "put_at"])
    note(asked, "taken_back", f"Took the sourcing decision {asked} back", taken_by)
    return asked


@transaction.atomic
def withdraw(*, decision: SourcingDecision, because: str, withdrawn_by: User) -> SourcingDecision:
    """Give it up before the client decided, and say why."""
    asked = locked(decision)
    if asked.state not in (State.DRAFT, State.PUT):
        raise SourcingRefused("The client decided. Write another one that supersedes it.")
    if not because.strip():
        raise SourcingRefused("Say why: the client reads it.")
    asked.state, asked.because = State.WITHDRAWN, because.strip()
    asked.save(update_fields=["state", "because"])
    note(
        asked, "withdrawn", f"Withdrew the sourcing decision {asked}: {asked.because}", withdrawn_by
    )
    return asked


@transaction.atomic
def revise(*, decision: SourcingDecision, revised_by: User, **changes: object) -> SourcingDecision:
    """A draft with the same answers, which supersedes this one once the client approves it."""
    asked = locked(decision)
    if asked.state not in (State.APPROVED, State.DECLINED):
        raise SourcingRefused("Only what the client decided is revised. Change this one instead.")
    followers = asked.followed_by.exclude(state__in=(State.DECLINED, State.WITHDRAWN))
    if follower := followers.first():
        raise SourcingRefused(f"Its revision is under way already: {follower}.")
    fresh = _copy(asked, supersedes=asked, author=revised_by, state=State.DRAFT, put_at=None)
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save()
    for kind in (SourcingTarget, SourcingOption, SourcingSite):
        for part in kind.objects.filter(decision=asked):
            _copy(part, decision=fresh).save()
    note(fresh, "revised", f"Began to revise the sourcing decision {asked}", revised_by)
    return fresh


def _copy(row: models.Model, **changes: object) -> Any:
    """A new row with the values of another; the database gives it an identity of its own."""
    own = {"id", "public_id"}
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in own and field.name not in changes
    }
    return type(row)(**values, **changes)


def locked(decision: SourcingDecision) -> SourcingDecision:
    """The row as it is now, while nobody else moves it."""
    rows = SourcingDecision.objects.select_for_update(of=("self",)).select_related("client")
    return rows.get(pk=decision.pk)
