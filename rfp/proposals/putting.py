"""Issues a proposal to the client, and withdraws what they have not answered."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from clients.advice import found_money
from clients.people.models import User
from retainer.lib import format as written
from retainer.lib import records
from rfp.proposals import tasks
from rfp.proposals.checking import todo_of
from rfp.proposals.freezing import told_of
from rfp.proposals.issued_models import ProposalVersion
from rfp.proposals.models import Proposal
from rfp.proposals.services import ProposalRefused, locked
from rfp.proposals.shape import OtherShape, ToldProposal
from rfp.proposals.telling import note, tell_deciders


@transaction.atomic
def issue(*, proposal: Proposal, issued_by: User) -> ProposalVersion:
    """Freeze it as the next version and put that to the client; an earlier one counts no more."""
    proposal = locked(proposal)
    if todo := todo_of(proposal):
        raise ProposalRefused(" ".join(todo))
    last = proposal.versions.order_by("-number").first()
    told = told_of(proposal, number=last.number + 1 if last else 1, found_free=_found(proposal))
    if last and last.withdrawn_at is None and not hasattr(last, "verdict") and _same(last, told):
        raise ProposalRefused(f"Nothing changed since version {last.number}.")
    document = records.plain(told)
    version = ProposalVersion.objects.create(
        client_id=proposal.client_id,
        proposal=proposal,
        number=told.number,
        title=proposal.title,
        document=document,
        digest=records.sha256(document),
        kind=proposal.kind,
        money=told.in_all,
        currency=proposal.currency,
        valid_until=told.valid_until,
        found_free=told.found_free,
        issued_by=issued_by,
    )
    version.refresh_from_db(fields=["public_id"])
    note(proposal, "issued", f"Issued version {version.number} of the proposal {proposal}",
         issued_by)  # fmt: skip
    about = written.money(version.money, version.currency)
    tell_deciders(version, f"Needs your decision: {version} ({about})", by=issued_by)
    tasks.draw_proposal.delay_on_commit(version.pk)
    return version


def _found(proposal: Proposal) -> Decimal | None:
    if not proposal.offers_found:
        return None
    return found_money.free(proposal.client, proposal.currency)


def changed_since(proposal: Proposal, version: ProposalVersion) -> bool:
    """Whether what is written now says something else than a version."""
    return not _same(version, told_of(proposal, number=0, found_free=None))


def _same(version: ProposalVersion, told: ToldProposal) -> bool:
    try:
        return version.told.said == told.said
    except OtherShape:
        return False


@transaction.atomic
def withdraw(*, version: ProposalVersion, because: str, withdrawn_by: User) -> ProposalVersion:
    """Take back what the client has not answered, and say why."""
    rows = ProposalVersion.objects.select_for_update(of=("self",)).select_related(
        "client", "proposal__client"
    )
    wanted = rows.get(pk=version.pk)
    if hasattr(wanted, "verdict"):
        raise ProposalRefused(f"The client {wanted.verdict.outcome} it. That stays on record.")
    if wanted.withdrawn_at:
        raise ProposalRefused("It was withdrawn before.")
    if not because.strip():
        raise ProposalRefused("Say why: the client reads it.")
    wanted.withdrawn_at, wanted.withdrawn_by = timezone.now(), withdrawn_by
    wanted.because = because.strip()
    wanted.save(update_fields=["withdrawn_at", "withdrawn_by", "because"])
    said = f"Withdrew {wanted}: {wanted.because}"
    note(wanted.proposal, "withdrawn", said, withdrawn_by)
    tell_deciders(wanted, f"We withdrew {wanted}: {wanted.because}", by=withdrawn_by)
    return wanted
