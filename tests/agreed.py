"""Retainers and work as tests arrange them, past the services and their rules."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clients.models import Client, Project, RetainerAgreement, RetainerTerms, User, WorkEntry
from retainer.lib.months import month_of


def agree(
    client: Client,
    hours: Decimal | int | str = 40,
    *,
    fee: Decimal | int | str = 6500,
    starts_on: date = date(2026, 1, 1),
    ends_on: date | None = None,
    title: str = "Telecom retainer",
    basis: str = "hours",
    **terms: Any,
) -> RetainerAgreement:
    """An agreement with its first terms; ``terms`` are further fields of them."""
    agreement = RetainerAgreement.objects.create(
        client=client, title=title, basis=basis, starts_on=starts_on, ends_on=ends_on
    )
    RetainerTerms.objects.create(
        client=client,
        agreement=agreement,
        valid_from=month_of(starts_on),
        allowance=Decimal(hours),
        monthly_fee=Decimal(fee),
        **terms,
    )
    return agreement


def worked(
    project: Project,
    by: User,
    day: date,
    hours: Decimal | int | str = 1,
    text: str = "Dispute call",
    *,
    state: str = "approved",
    **more: Any,
) -> WorkEntry:
    """Work in the book; unless it is a draft or submitted, it charges what was worked."""
    if state not in ("draft", "submitted"):
        more = {"charged": Decimal(hours), "approved_at": timezone.now()} | more
    return WorkEntry.objects.create(
        client=project.client,
        project=project,
        consultant=by,
        worked_on=day,
        hours=Decimal(hours),
        text=text,
        state=state,
        **more,
    )
