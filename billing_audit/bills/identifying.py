"""Whose bill a dropped file is: its account numbers choose the client."""

import json
from dataclasses import dataclass
from pathlib import Path

from billing_audit.bills.importers.limits import limits_for
from billing_audit.bills.intake import carriers_in_words
from billing_audit.bills.keys import Account, Keys, Order
from billing_audit.bills.loading import stopped
from billing_audit.bills.models import BillFile
from billing_audit.bills.paper_models import PaperTemplate
from billing_audit.bills.profiles import handed_out
from billing_audit.bills.reading import AUTO, SURVEY
from clients.people.models import Client, User
from clients.telecom.models import BillingAccount, Carrier
from retainer.lib import sandbox
from retainer.lib.refusal import Refused

#: Account numbers named in a sentence, and accounts kept for a person to look at.
MOST_NAMED, MOST_KEPT = 3, 200


@dataclass(frozen=True)
class Survey:
    """What a file says of itself before it is loaded."""

    format: str
    #: Carrier, and what may be the account number, likeliest first.
    accounts: list[tuple[str, list[str]]]
    buyer: str


def survey(path: Path) -> Survey:
    """Ask a child whose the file says it is."""
    try:
        order = Order(profiles=handed_out(), templates=PaperTemplate.objects.handed_out()).to_json()
        said = sandbox.run(SURVEY, str(path.resolve()), AUTO, limits=limits_for(path), stdin=order)
    except sandbox.ChildKilled as killed:
        raise stopped(killed) from killed
    return Survey(**json.loads(said))


def identify(bill_file: BillFile, path: Path) -> None:
    """Give the file its client, or let it wait until somebody says whose it is.

    Only clients of the person who brought it come into question.  Raises
    ``Refused`` when it holds the bills of several.
    """
    found = survey(path)
    bill_file.format = found.format
    bill_file.carriers = carriers_in_words(carrier for carrier, _ in found.accounts)
    if not found.accounts:
        raise Refused("The file names no account, so it is no bill.", reason="no_account")
    clients, unknown = owners(found, bill_file.brought_by)
    if len(clients) > 1:
        raise Refused(several(clients), reason="several_clients")
    if clients and not unknown:
        bill_file.client = next(iter(clients))
        bill_file.accounts = []
        return
    bill_file.state = BillFile.State.WAITING
    bill_file.accounts = [
        {"carrier": carrier, "number": numbers[0], "buyer": found.buyer}
        for carrier, numbers in unknown[:MOST_KEPT]
    ]


def likely_client(bill_file: BillFile, user: User) -> Client | None:
    """The client whose name is the buyer's on the bill."""
    buyer = next((each["buyer"] for each in bill_file.accounts if each["buyer"]), "")
    if not buyer:
        return None
    return Client.objects.visible_to(user).active().filter(name__iexact=buyer).first()


Unknown = list[tuple[str, list[str]]]


def owners(found: Survey, user: User | None) -> tuple[dict[Client, list[str]], Unknown]:
    """The account numbers by the client they belong to, and those nobody knows."""
    accounts = BillingAccount.objects.select_related("carrier", "client")
    if user is not None:
        accounts = accounts.visible_to(user)
    by_key = {account.pk: account for account in accounts}
    keys = Keys(
        Order(
            accounts=[
                Account(account.pk, account.carrier.name, account.number)
                for account in by_key.values()
            ],
            carriers=list(Carrier.objects.values_list("name", flat=True)),
        )
    )
    clients: dict[Client, list[str]] = {}
    unknown: Unknown = []
    for carrier, numbers in found.accounts:
        account = keys.known_account(carrier, numbers)
        if account is None or _is_ambiguous(account, keys):
            unknown.append((carrier, numbers))
        else:
            clients.setdefault(by_key[account.key].client, []).append(account.number)
    return clients, unknown


def _is_ambiguous(account: Account, keys: Keys) -> bool:
    """Two clients may have the same account number at the same carrier."""
    return [same.carrier for same in keys.numbers[account.number]].count(account.carrier) > 1


def several(clients: dict[Client, list[str]]) -> str:
    """That a file must be split, and along which accounts."""
    each = "; ".join(
        f"{client}: {', '.join(numbers[:MOST_NAMED])}{' …' if len(numbers) > MOST_NAMED else ''}"
        for client, numbers in clients.items()
    )
    return f"The file holds bills of several clients ({each}). Split it and send one file for each."
