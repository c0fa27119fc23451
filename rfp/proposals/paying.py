"""Opens the case of found money for a proposal that the client wants paid from it."""

from django.db import transaction
from django.utils import timezone

from clients.advice import found_money
from clients.people.models import User
from retainer.lib.months import month_of
from rfp.proposals.issued_models import ProposalFunding, ProposalVerdict, ProposalVersion
from rfp.proposals.services import ProposalRefused
from rfp.proposals.telling import note


@transaction.atomic
def open_funding(*, verdict: ProposalVerdict, opened_by: User) -> ProposalFunding:
    """One case with the proposal's cost; it takes no more than the client agreed to."""
    # Words of clients cannot be locked by us; what they are about can.
    ProposalVersion.objects.select_for_update(of=("self",)).get(pk=verdict.version_id)
    rows = ProposalVerdict.objects.select_related("client", "version__proposal__client")
    said = rows.get(pk=verdict.pk)
    if said.from_found is None:
        raise ProposalRefused("The client did not choose to pay from money that came back.")
    if hasattr(said, "funding"):
        raise ProposalRefused("Its case is open already.")
    version = said.version
    told = version.told
    case = found_money.open_case(
        found_money.Plan(
            client=said.client,
            title=version.title,
            purpose=f"Accepted by the client on {timezone.localdate(said.decided_at):%d.%m.%Y}, "
            f"proposal version {version.number}.",
            project=version.proposal.project,
            currency=version.currency,
            one_time=told.once,
            monthly=told.monthly,
            starts=month_of(timezone.localdate()),
            months=told.months,
            at_most=said.from_found,
        ),
        opened_by=opened_by,
    )
    funding = ProposalFunding.objects.create(
        client_id=said.client_id, verdict=said, case=case, opened_by=opened_by
    )
    note(version.proposal, "funded", f"Opened the case of found money for {version}", opened_by)
    return funding
