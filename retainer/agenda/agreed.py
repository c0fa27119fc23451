"""Days that contracts with carriers, their reviews, and agreements with the practice set."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse

from clients.agreements.pricing import PriceList
from clients.contracts.noticing import last_days
from clients.contracts.review_dates import coming
from clients.contracts.running import ALERTS, running
from clients.models import Client, Commitment, Contract, RetainerAgreement
from retainer.agenda.dates import Asked, Due
from retainer.lib import format as written

DAY = timedelta(days=1)


def contracts(asked: Asked) -> Iterator[Due]:
    """When terms of contracts end or renew themselves, the last day for notice, and days before."""
    found = list(_active(Contract, asked).filter(term__startswith__isnull=False))
    ended = last_days(found)
    for contract in found:
        name = f"{contract.carrier_name}, contract {contract.number}"
        term = running(contract, asked.today, ended.get(contract.pk))
        if term.ends is None:
            continue
        link = _contract_page(asked, contract.public_id)
        word = "term ends and renews itself" if term.renews_on else "ends"
        said = [("contract", term.ends, f"Contract {word}: {name}")]
        if term.notice_by and term.notice_days:
            title = f"Last day for notice: {name}, which ends on {written.day(term.ends)}"
            said.append(("notice", term.notice_by, title))
            days = [(step, term.notice_by - timedelta(days=step)) for step in ALERTS]
            said += [
                (f"notice-{step}", day, f"{step} days left for notice: {name}")
                for step, day in days
                if day >= asked.today
            ]
        yield from _held(asked, contract.public_id, contract.client.name, link, said)


def commitments(asked: Asked) -> Iterator[Due]:
    """When years end for which a spend was promised."""
    held = _active(Commitment, asked, "contract__").filter(valid__endswith__isnull=False)
    for each in held.select_related("contract"):
        amount = written.money(each.amount, each.contract.currency)
        title = f"Commitment of {amount} ends: {each.carrier_name}, contract {each.contract.number}"
        link = _contract_page(asked, each.contract.public_id)
        said = [("commitment", each.valid.upper - DAY, title)]
        yield from _held(asked, each.public_id, each.client.name, link, said)


def reviews(asked: Asked) -> Iterator[Due]:
    """When providers are to be reviewed."""
    page = "contracts:my_review" if asked.user.is_client_user else "contracts:plan_detail"
    for each in coming(asked.user, asked.today):
        plan = each.plan
        said = [("provider-review", each.day, f"Review of {plan.carrier_name} is due")]
        link = reverse(page, args=[plan.public_id])
        yield from _held(asked, plan.public_id, plan.client.name, link, said)


def agreements(asked: Asked) -> Iterator[Due]:
    """When agreements with the practice end, and the last day to give notice."""
    active = Client.objects.active()
    seen = RetainerAgreement.objects.visible_to(asked.user).filter(client__in=active)
    ending = list(seen.filter(ends_on__range=asked.days).select_related("client"))
    prices = PriceList(ending)
    for each in ending:
        link = reverse("retainers:agreement_detail", args=[each.public_id])
        if asked.user.is_client_user:
            link = f"{reverse('retainers:my_retainer')}?client={each.client.slug}"
        said = [("agreement", each.ends_on, f"Agreement ends: {each.title}")]
        if days := prices.terms_in(each, asked.today).notice_days:
            title = f"Last day for notice: {each.title}, which ends on {written.day(each.ends_on)}"
            said.append(("agreement-notice", each.ends_on - timedelta(days=days), title))
        yield from _held(asked, each.public_id, each.client.name, link, said)


def _active(model: type, asked: Asked, path: str = "") -> QuerySet:
    """Rows of clients that are not archived; of carriers client users read the name alone."""
    seen = model.objects.visible_to(asked.user).filter(client__in=Client.objects.active())
    return seen.select_related("client").annotate(carrier_name=F(f"{path}carrier__name"))


def _contract_page(asked: Asked, contract: object) -> str:
    page = "contracts:my_contract" if asked.user.is_client_user else "contracts:contract_dates"
    return reverse(page, args=[contract])


def _held(
    asked: Asked, of: object, client: str, link: str, said: list[tuple[str, date, str]]
) -> Iterator[Due]:
    for kind, day, title in said:
        if asked.holds(day):
            yield Due(kind, of, day, client, title, link)
