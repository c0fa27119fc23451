"""Which services a contract holds, by the rule that bills are assigned to contracts with."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from clients.contracts.termination import Charge
from clients.people.models import User
from clients.telecom.last_bills import last_bills
from clients.telecom.models import BillingAccount, Contract, Service

INVENTORY = "inventory"


def charges_of(user: User, contracts: Collection[Contract], today: date) -> dict[int, list[Charge]]:
    """The services in use under each contract, by its key, with what they cost every month.

    An account belongs to the contract it names; else to the carrier's only one, or the only one
    whose term holds today.  The rate of the inventory counts, else what the last bill charged.
    """
    owners = _owners(contracts, today)
    in_use = Q(disconnect_date=None) | Q(disconnect_date__gt=today)
    services = (
        Service.objects.visible_to(user)
        .filter(in_use, account__in=list(owners), state=Service.State.CONFIRMED)
        .order_by("number")
    )
    held = list(services)
    billed = last_bills(user, [each for each in held if each.monthly_rate is None])
    found: dict[int, list[Charge]] = defaultdict(list)
    for each in held:
        found[owners[each.account_id]].append(_charge(each, billed, user))
    return found


def _charge(service: Service, billed: dict, user: User) -> Charge:
    if service.monthly_rate is not None:
        return Charge(service, service.monthly_rate, INVENTORY)
    last = billed.get(service.pk)
    if last is None:
        return Charge(service, None)
    # The bill's address is the practice's; client users read its number.
    return Charge(
        service, last.amount, f"bill {last.number}", "" if user.is_client_user else last.url
    )


def _owners(contracts: Collection[Contract], today: date) -> dict[int, int]:
    """The contract of each billing account, both by key."""
    mine = {contract.pk for contract in contracts}
    clients = {contract.client_id for contract in contracts}
    of_carrier: dict[tuple[int, int], list[Contract]] = defaultdict(list)
    for each in Contract.objects.filter(client__in=clients):
        of_carrier[each.client_id, each.carrier_id].append(each)
    currencies = {each.pk: each.currency for group in of_carrier.values() for each in group}
    owners = {}
    for account in BillingAccount.objects.filter(client__in=clients):
        group = of_carrier[account.client_id, account.carrier_id]
        owner = account.contract_id or _sole(group, today)
        if owner in mine and currencies[owner] == account.currency:
            owners[account.pk] = owner
    return owners


def _sole(group: list[Contract], today: date) -> int | None:
    """The only contract, or the only one that holds today."""
    if len(group) > 1:
        group = [each for each in group if each.term and today in each.term]
    return group[0].pk if len(group) == 1 else None
