"""What the practice writes of a proposal: its facts, parties, scope, interfaces, earnings."""

from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.db.models import Max, ProtectedError

from clients.people.models import Practice, User
from clients.telecom.models import Site
from retainer.lib.refusal import Refused
from rfp.proposals.earning_models import Earning
from rfp.proposals.issued_models import ProposalVerdict
from rfp.proposals.models import Proposal, ProposalParty, ProposalSite
from rfp.proposals.scope_models import Holding, InterfaceStep, ScopeLine, Settlement
from rfp.proposals.telling import note

Kind = ProposalParty.Kind


class ProposalRefused(Refused):
    """This cannot be done with the proposal as it stands."""


@transaction.atomic
def keep_proposal(*, proposal: Proposal, sites: Iterable[Site], kept_by: User) -> Proposal:
    """Store a new or an edited proposal with its sites; a new one has us and the client in it."""
    is_new = proposal.pk is None
    wanted = list(sites)
    if any(site.client_id != proposal.client_id for site in wanted):
        raise ProposalRefused("Choose sites of this client.")
    if proposal.project.client_id != proposal.client_id:
        raise ProposalRefused("Choose an engagement of this client.")
    if is_new:
        proposal.author = kept_by
    else:
        locked(proposal)
    proposal.save()
    ProposalSite.objects.filter(proposal=proposal).exclude(site__in=wanted).delete()
    known = set(proposal.places.values_list("site_id", flat=True))
    ProposalSite.objects.bulk_create(
        ProposalSite(client_id=proposal.client_id, proposal=proposal, site=site)
        for site in wanted
        if site.pk not in known
    )
    if is_new:
        _begin(proposal, kept_by)
    deed = "drafted" if is_new else "changed"
    note(proposal, deed, f"{deed.capitalize()} the proposal {proposal}", kept_by)
    return proposal


def _begin(proposal: Proposal, by: User) -> None:
    practice = Practice.current()
    for party in (
        ProposalParty(
            kind=Kind.US, name=practice.name, contact=by.name, email=by.email, phone=by.phone
        ),
        ProposalParty(kind=Kind.CLIENT, name=proposal.client.name),
    ):
        party.client_id, party.proposal = proposal.client_id, proposal
        party.save()


@transaction.atomic
def keep_part(*, part: models.Model, kept_by: User) -> models.Model:
    """Store a new or an edited party, line, step or earning."""
    proposal = locked(part.proposal)
    is_new = part.pk is None
    part.client_id = proposal.client_id
    if isinstance(part, Earning):
        part.said_by = kept_by
    if is_new and isinstance(part, ScopeLine | InterfaceStep):
        part.place = _next_place(part)
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as clash:
        raise ProposalRefused(_clash(part)) from clash
    deed = "Added" if is_new else "Changed"
    note(proposal, "part_kept", f"{deed} the {noun_of(part)} {part}", kept_by)
    return part


def _next_place(part: ScopeLine | InterfaceStep) -> int:
    last = type(part).objects.filter(proposal=part.proposal).aggregate(last=Max("place"))["last"]
    return (last or 0) + 1


def _clash(part: models.Model) -> str:
    if isinstance(part, Earning):
        return (
            "A party earns nothing, or what its rows say: not both. Remove the one that is wrong."
        )
    return f"There is such a {noun_of(part)} already."


@transaction.atomic
def remove_part(*, part: models.Model, removed_by: User) -> None:
    """Take a part off; a party first gives up what it does."""
    proposal = locked(part.proposal)
    if isinstance(part, ProposalParty) and part.kind != Kind.PROVIDER:
        raise ProposalRefused("We and the client stay in the proposal.")
    said = f"Removed the {noun_of(part)} {part}"
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as held:
        raise ProposalRefused(
            "It does a line, has its hands in a step or pays somebody. Change these first."
        ) from held
    note(proposal, "part_removed", said, removed_by)


@transaction.atomic
def say_nothing(*, party: ProposalParty, said_by: User) -> Earning:
    """Put on record that a party is paid nothing for its part."""
    proposal = locked(party.proposal)
    if party.earnings.exists():
        raise ProposalRefused(f"{party} has said what it earns. Remove that first.")
    return keep_part(
        part=Earning(proposal=proposal, payee=party, kind=Earning.Kind.NONE), kept_by=said_by
    )


@transaction.atomic
def hold(*, holding: Holding, kept_by: User) -> Holding:
    """A party does a line, for its price; a line that was settled is open again."""
    proposal = locked(holding.proposal)
    holding.client_id = proposal.client_id
    _open_again(holding.line)
    holding.save()
    note(proposal, "held", f"{holding.party} does {holding.line}", kept_by)
    return holding


@transaction.atomic
def let_go(*, holding: Holding, let_go_by: User) -> None:
    """The party does the line no more."""
    proposal = locked(holding.proposal)
    _open_again(holding.line)
    note(proposal, "let_go", f"{holding.party} does {holding.line} no more", let_go_by)
    holding.delete()


def _open_again(line: ScopeLine) -> None:
    """Who keeps a line was said of the prices as they were."""
    Settlement.objects.filter(line=line).delete()


@transaction.atomic
def settle(*, line: ScopeLine, keeper: Holding, because: str, settled_by: User) -> Settlement:
    """Say who of those who priced a line keeps it, and why; the others' prices count no more."""
    proposal = locked(line.proposal)
    priced = [each for each in line.holdings.select_related("party") if each.is_priced]
    if len(priced) < 2:
        raise ProposalRefused("Only one party priced it: there is nothing to settle.")
    if keeper not in priced:
        raise ProposalRefused("Choose one of those who priced it.")
    if not because.strip():
        raise ProposalRefused("Say why: the client and the other party read it.")
    _open_again(line)
    settled = Settlement.objects.create(
        client_id=proposal.client_id,
        proposal=proposal,
        line=line,
        keeper=keeper,
        because=because.strip(),
        settled_by=settled_by,
    )
    note(proposal, "settled", f"{keeper.party} keeps {line}: {settled.because}", settled_by)
    return settled


def locked(proposal: Proposal) -> Proposal:
    """The row as it is now, while nobody else moves it; refused once the client accepted it."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("client", "project")
    found = rows.get(pk=proposal.pk)
    if is_accepted(found):
        raise ProposalRefused("The client accepted it: it stays as it is. Write another proposal.")
    return found


def is_accepted(proposal: Proposal) -> bool:
    """Whether the client accepted a version of it."""
    words = ProposalVerdict.objects.filter(version__proposal=proposal)
    return words.filter(outcome=ProposalVerdict.Outcome.ACCEPTED).exists()


def noun_of(part: models.Model) -> str:
    """Such as ``party`` or ``line``."""
    return part._meta.verbose_name.split()[-1]
