"""Puts the demo practice into the database, through the same services that people use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from billing_audit.bills.arrivals import AlreadyLoaded, keep, opened
from billing_audit.bills.declared import read_declared, state_totals
from billing_audit.bills.importing import import_bill
from billing_audit.bills.models import BillFile
from billing_audit.expected.making import compare_bills, expect_bills
from billing_audit.models import RateDeck
from billing_audit.rating import services as rating
from clients.models import (
    Carrier,
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
    Certificates,
    Contracts,
    Instalments,
    Loader,
    Orders,
    Outages,
    Payments,
    Rates,
    ServiceRecords,
    Services,
    Sites,
    WirelessPlans,
)
from clients.telecom.reference.terms import RepairTargets, ServiceLevels, SurchargeTerms
from retainer.demo import decks
from retainer.demo.allotting import allot
from retainer.demo.asking import ask_like_people
from retainer.demo.between_us import keep_to_ourselves
from retainer.demo.billing import MONTHS
from retainer.demo.changing import change_like_people
from retainer.demo.comparing import compare_like_a_consultant
from retainer.demo.contracting import contract_like_a_consultant
from retainer.demo.files import ClientFiles, DemoFiles
from retainer.demo.governing import govern_like_people
from retainer.demo.handing_over import hand_over
from retainer.demo.measuring import measure_like_a_client
from retainer.demo.meeting import approve_like_the_client, meet_like_people
from retainer.demo.one_supplier import argue_like_a_consultant, know_suppliers
from retainer.demo.practice import PEOPLE, PRACTICE, PRICES, PRICES_SINCE
from retainer.demo.promising import promise_like_people
from retainer.demo.pulsing import ask_how_it_was
from retainer.demo.questions import ask_questions
from retainer.demo.relating import relate_like_a_client
from retainer.demo.requesting import request_like_people
from retainer.demo.retaining import retain
from retainer.demo.shelving import keep_a_library
from retainer.demo.sourcing import approve_sourcing_like_the_client, source_like_a_client
from retainer.demo.story import ClientStory
from retainer.lib.tenancy import ALL, acting_as
from retainer.lib.uploads import spool

#: Everybody's password in the demo; logins marked as demo are refused in production.
PASSWORD = "look around freely"  # noqa: S105 known to everybody on purpose

#: Loads what happened besides bills, by the file it comes in.
ESTATE: dict[str, type[Loader]] = {
    "orders": Orders,
    "outages": Outages,
    "payments": Payments,
    "certificates": Certificates,
    "service_records": ServiceRecords,
    "plans": WirelessPlans,
    "instalments": Instalments,
}

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
        keep_a_library(users)
    with _practice():
        _deck()
    for story, own in zip(stories, files.clients, strict=True):
        say(f"Loading {story.name} …")
        with _practice():
            client = _client(story, users)
            _facts(client, story, own, users)
        _bills(client, own)
        with _practice():
            retain(client, story, users)
            consultant = users[story.agreement.team[0].email]
            ask_like_people(client, consultant)
            promise_like_people(client, consultant)
            change_like_people(client, consultant)
            relate_like_a_client(client, consultant)
            govern_like_people(client, consultant)
            measure_like_a_client(client, consultant)
            hand_over(client, consultant)
            keep_to_ourselves(client, consultant)
            contract_like_a_consultant(client, consultant)
            ask_how_it_was(client, story, users)
            meet_like_people(client, consultant)
            know_suppliers()
            source_like_a_client(client, consultant)
            argue_like_a_consultant(client, consultant)
            request_like_people(client, consultant, users)
            compare_like_a_consultant(client, consultant)
        ask_questions(story, users)
        approve_like_the_client(client)
        approve_sourcing_like_the_client(client)


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


def _deck() -> None:
    """The list prices of long distance, loaded as a person would load them."""
    carrier = Carrier.objects.get_or_create(name=decks.CARRIER)[0]
    if RateDeck.objects.filter(carrier=carrier, name=decks.NAME).exists():
        return
    deck = rating.keep_deck(
        deck=RateDeck(carrier=carrier, name=decks.NAME, zone="America/New_York", home_code="1"),
        kept_by=None,
    )
    with TemporaryDirectory() as folder:
        for begins, share in decks.VERSIONS:
            path = decks.deck_file(Path(folder), share)
            rating.load_version(
                deck=deck, path=path, source=f"corvane-{begins}.csv", begins=begins, ends=None,
                loaded_by=None,
            )  # fmt: skip


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
    _load(ServiceLevels(client), files.terms["service_levels"])
    _load(RepairTargets(client), files.terms["repair_targets"])
    _load(SurchargeTerms(client), files.terms["surcharge_terms"])
    for name, loader in ESTATE.items():
        _load(loader(client), files.estate[name])
    allot(client, story)


def _load(loader: Loader, path: Path) -> None:
    outcome = loader.load(path.read_bytes())
    if outcome.rejected:
        first = outcome.rejected[0]
        raise RuntimeError(f"{path.name}, line {first.row}, {first.column}: {first.reason}")


def _bills(client: Client, files: ClientFiles) -> None:
    """Load the year's bills; what the last month's should be is written down before they come."""
    last = f"-{MONTHS[-1]:%Y-%m}"
    _load_bills(client, [path for path in files.bills if last not in path.name])
    with _practice():
        expect_bills(client=client)
    _load_bills(client, [path for path in files.bills if last in path.name])
    with _practice():
        state_totals(client, read_declared(files.declared))
    with _practice():
        compare_bills(client=client)
        expect_bills(client=client)


def _load_bills(client: Client, paths: list[Path]) -> None:
    for path in paths:
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
