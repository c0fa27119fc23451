"""Puts the demo practice into the database, through the same services that people use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from billing_audit.bills.arrivals import AlreadyLoaded, keep, opened
from billing_audit.bills.declared import read_declared, state_totals
from billing_audit.bills.importing import import_bill
from billing_audit.bills.models import BillFile
from clients.models import (
    Client,
    Contract,
    Membership,
    Practice,
    StandardRate,
    User,
    WorkEntry,
)
from clients.people import services as people
from clients.telecom import services as telecom
from clients.telecom.reference import (
    Accounts,
    Contracts,
    Loader,
    PublicFees,
    Rates,
    Services,
    Sites,
)
from retainer.demo.files import ClientFiles, DemoFiles
from retainer.demo.practice import PEOPLE, PRACTICE, PRICES, PRICES_SINCE
from retainer.demo.retaining import retain
from retainer.demo.story import ClientStory
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

#: Everybody's password in the demo; logins marked as demo are refused in production.
PASSWORD = "look around freely"  # noqa: S105 known to everybody on purpose

Say = Callable[[str], None]


@contextmanager
def _practice() -> Iterator[None]:
    with acting_as("worker", clients=ALL):
        yield


def is_installed(stories: tuple[ClientStory, ...]) -> bool:
    """Whether the practice is whole: its last step is the work logged at its last client."""
    with _practice():
        return WorkEntry.objects.filter(client__slug=stories[-1].slug).exists()


def install(files: DemoFiles, stories: tuple[ClientStory, ...], say: Say) -> None:
    """Load people, clients, facts, bills and work; what is there already is left alone."""
    with _practice():
        users = _people()
        _prices()
    with _practice():
        _load(PublicFees(), files.fees)
    for story, own in zip(stories, files.clients, strict=True):
        say(f"Loading {story.name} …")
        with _practice():
            client = _client(story, users)
            _facts(client, story, own, users)
        _bills(client, own)
        with _practice():
            retain(client, story, users)


def _people() -> dict[str, User]:
    letterhead = {name: getattr(PRACTICE, name) for name in PRACTICE.__dataclass_fields__}
    Practice.objects.update_or_create(pk=1, defaults=letterhead)
    known = User.objects.in_bulk([person.email for person in PEOPLE], field_name="email")
    for person in PEOPLE:
        if person.email not in known:
            user = User.objects.create_user(
                person.email, name=person.name, kind=person.kind, password=PASSWORD
            )
            user.phone, user.is_demo = person.phone, True
            user.save(update_fields=["phone", "is_demo"])
            known[person.email] = user
    return known


def _prices() -> None:
    for role, rate in PRICES:
        StandardRate.objects.get_or_create(
            role=role, starts_on=PRICES_SINCE, defaults={"rate": rate}
        )


def _client(story: ClientStory, users: dict[str, User]) -> Client:
    client, _ = Client.objects.get_or_create(
        slug=story.slug,
        defaults={
            "name": story.name,
            "address": story.address,
            "fiscal_start_month": story.fiscal_start_month,
        },
    )
    principal = next(user for user in users.values() if user.is_principal)
    for place in story.places:
        user = users[place.email]
        if not Membership.objects.filter(user=user, client=client).exists():
            people.add_member(user=user, client=client, role=place.role, added_by=principal)
        for right in place.rights:
            people.grant_decision_right(
                user=user,
                client=client,
                subject=right.subject,
                limit=right.limit,
                granted_by=principal,
            )
    return client


def _facts(client: Client, story: ClientStory, files: ClientFiles, users: dict[str, User]) -> None:
    _load(Accounts(client), files.accounts)
    _load(Sites(client), files.sites)
    _load(Services(client), files.services)
    _load(Contracts(client), files.contracts)
    consultant = users[next(p.email for p in story.places if p.role == "consultant")]
    for told in story.contracts:
        contract = Contract.objects.get(client=client, number=told.number)
        attached = set(contract.documents.values_list("title", flat=True))
        for paper in told.documents:
            if paper.title in attached:
                continue
            content = files.documents[paper.file_name].read_bytes()
            with spool([content], limit=len(content)) as spooled:
                telecom.attach_document(
                    contract=contract,
                    title=paper.title,
                    signed_on=paper.signed_on,
                    spooled=spooled,
                    name=paper.file_name,
                    attached_by=consultant,
                )
    _load(Rates(client), files.rates_on_paper)


def _load(loader: Loader, path: Path) -> None:
    outcome = loader.load(path.read_bytes())
    if outcome.rejected:
        first = outcome.rejected[0]
        raise RuntimeError(f"{path.name}, line {first.row}, {first.column}: {first.reason}")


def _bills(client: Client, files: ClientFiles) -> None:
    for path in files.bills:
        with opened(path, path.name) as members:
            for member in members:
                try:
                    with _practice():
                        bill_file = keep(member, client=client, brought_by=None)
                        import_bill(bill_file, member.path)
                except AlreadyLoaded:
                    continue
                if bill_file.state != BillFile.State.IMPORTED:
                    raise RuntimeError(f"{path.name}: {bill_file.state}, {bill_file.error}")
    with _practice():
        state_totals(client, read_declared(files.declared))
