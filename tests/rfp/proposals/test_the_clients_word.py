"""A client user who holds the right accepts or declines what was put to them; nobody else does."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from billing_audit.funding.services import FundingRefused, commit
from billing_audit.models import CreditMatch, FundingCase
from clients.models import Activity, Client, Notice, User
from retainer.lib.tenancy import acting_as
from rfp.models import Proposal, ProposalVerdict, ProposalVersion
from rfp.proposals import paying, putting
from rfp.proposals.services import ProposalRefused
from tests.rfp.proposals import making


def test_whoever_holds_the_right_accepts_what_they_read(
    version: ProposalVersion, owen: User
) -> None:
    verdict = making.say(version, owen, "accepted", read_earnings=True)

    assert (verdict.right_of, verdict.read_earnings, verdict.from_found) == (owen, True, None)
    assert Activity.objects.filter(verb="proposal.accepted", actor=owen).exists()
    assert Notice.objects.filter(sentence__contains="Owen Ortiz accepted One network").exists()
    assert Proposal.objects.for_list().get().standing == "accepted"


def test_nobody_accepts_who_has_not_read_who_earns_what(
    version: ProposalVersion, acme: Client, owen: User
) -> None:
    with pytest.raises(ProposalRefused, match="Read who earns what"):
        making.say(version, owen, "accepted")
    with (
        pytest.raises(IntegrityError, match="read_the_earnings"),
        transaction.atomic(),
        acting_as("portal", clients=[acme.pk], user_id=owen.pk),
    ):
        ProposalVerdict.objects.create(
            client=acme, version=version, outcome="accepted", decided_by=owen, right_of=owen
        )


def test_who_declines_says_why(version: ProposalVersion, owen: User) -> None:
    with pytest.raises(ProposalRefused, match="Say why"):
        making.say(version, owen, "declined", reason=" ")

    verdict = making.say(version, owen, "declined", reason="After the season.")

    assert (verdict.outcome, verdict.reason) == ("declined", "After the season.")
    assert Proposal.objects.for_list().get().standing == "declined"


@pytest.mark.parametrize("limit", [None, "2199.99"])
def test_whoever_may_not_spend_so_much_is_turned_away(
    acme: Client, casey: User, owen: User, limit: str | None
) -> None:
    version = making.issued(acme, casey)
    if limit:
        making.may_spend(owen, acme, limit)

    with pytest.raises(PermissionDenied):
        making.say(version, owen, "accepted", read_earnings=True)


def accepted_past_the_service(version: ProposalVersion, by: User, **facts: object) -> None:
    row = {
        "client_id": version.client_id, "version": version, "outcome": "accepted",
        "read_earnings": True, "decided_by": by, "right_of": by,
    }  # fmt: skip
    with acting_as("portal", clients=[version.client_id], user_id=by.pk):
        ProposalVerdict.objects.create(**row | facts)


def test_the_database_lets_nobody_accept_without_the_right(
    acme: Client, casey: User, owen: User
) -> None:
    version = making.issued(acme, casey)

    with pytest.raises(ProgrammingError, match="row-level security"):
        accepted_past_the_service(version, owen)


def test_the_database_lets_nobody_of_the_practice_accept(
    version: ProposalVersion, acme: Client, casey: User, owen: User
) -> None:
    row = {"client": acme, "version": version, "outcome": "accepted", "read_earnings": True}

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as("staff", clients=[acme.pk], user_id=casey.pk),
    ):
        ProposalVerdict.objects.create(**row, decided_by=owen, right_of=owen)


def test_an_older_version_is_not_accepted_any_more(version: ProposalVersion, owen: User) -> None:
    proposal = version.proposal
    making.held(
        making.line(proposal, "Routers", proposal.author), proposal.parties.get(name="Birch"),
        proposal.author, "10",
    )  # fmt: skip
    newer = putting.issue(proposal=proposal, issued_by=proposal.author)

    with pytest.raises(ProposalRefused, match="superseded meanwhile"):
        making.say(version, owen, "accepted", read_earnings=True)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        accepted_past_the_service(version, owen)
    assert making.say(newer, owen, "accepted", read_earnings=True).version == newer


def test_what_was_withdrawn_is_not_accepted_and_what_was_answered_not_withdrawn(
    version: ProposalVersion, acme: Client, casey: User, owen: User
) -> None:
    with pytest.raises(ProposalRefused, match="Say why"):
        putting.withdraw(version=version, because="", withdrawn_by=casey)
    putting.withdraw(version=version, because="Birch was sold.", withdrawn_by=casey)

    with pytest.raises(ProposalRefused, match="withdrawn meanwhile"):
        making.say(version, owen, "accepted", read_earnings=True)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        accepted_past_the_service(version, owen)

    other = making.issued(acme, casey, title="Another")
    making.say(other, owen, "accepted", read_earnings=True)
    with pytest.raises(ProposalRefused, match="The client accepted it"):
        putting.withdraw(version=other, because="So.", withdrawn_by=casey)
    with pytest.raises(IntegrityError, match="is not withdrawn"), transaction.atomic():
        ProposalVersion.objects.filter(pk=other.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=casey, because="So."
        )


def test_it_is_accepted_until_its_last_day_and_not_after(
    acme: Client, casey: User, owen: User
) -> None:
    making.may_spend(owen, acme)
    today = timezone.localdate()
    late, good = making.whole(acme, casey), making.whole(acme, casey, title="Good today")
    late = making.put_past_the_service(late, casey, valid_until=today - timedelta(days=2))
    good = making.put_past_the_service(good, casey, valid_until=today)

    with pytest.raises(ProposalRefused, match="Ask your consultant for a new version"):
        making.say(late, owen, "accepted", read_earnings=True)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        accepted_past_the_service(late, owen)
    assert making.say(good, owen, "accepted", read_earnings=True)


def test_what_was_put_to_the_client_stays_as_it_was_read(version: ProposalVersion) -> None:
    for change in (
        lambda: ProposalVersion.objects.filter(pk=version.pk).update(title="Another"),
        lambda: ProposalVersion.objects.filter(pk=version.pk).update(money=1),
        lambda: ProposalVersion.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match=r"denied|annot"), transaction.atomic():
            change()


def test_what_was_accepted_is_written_on_no_more(
    version: ProposalVersion, casey: User, owen: User
) -> None:
    making.say(version, owen, "accepted", read_earnings=True)
    proposal = version.proposal

    with pytest.raises(ProposalRefused, match="Write another proposal"):
        making.line(proposal, "Routers", casey)
    for change in (
        lambda: proposal.lines.update(title="Another"),
        lambda: proposal.parties.filter(name="Birch").update(name="Cedar"),
        lambda: proposal.earnings.all().delete(),
        lambda: Proposal.objects.update(title="Another"),
    ):
        with pytest.raises(IntegrityError, match="accepted does not change"), transaction.atomic():
            change()


def test_what_says_the_same_is_not_issued_again(version: ProposalVersion, casey: User) -> None:
    with pytest.raises(ProposalRefused, match="Nothing changed since version 1"):
        putting.issue(proposal=version.proposal, issued_by=casey)


def test_after_a_no_the_same_may_be_put_again(
    version: ProposalVersion, casey: User, owen: User
) -> None:
    making.say(version, owen, "declined", reason="After the season.")

    again = putting.issue(proposal=version.proposal, issued_by=casey)

    assert (again.number, Proposal.objects.for_list().get().standing) == (2, "put")


def test_the_client_chooses_to_pay_from_money_that_came_back(
    acme: Client, casey: User, owen: User
) -> None:
    making.may_spend(owen, acme)
    making.came_back(acme, casey)
    version = making.issued(acme, casey)
    assert version.found_free == Decimal(64)

    verdict = making.say(version, owen, "accepted", read_earnings=True, from_found=Decimal(40))
    paying.open_funding(verdict=verdict, opened_by=casey)

    case = FundingCase.objects.get()
    assert (case.title, case.one_time, case.monthly) == (version.title, 1000, 50)
    [credit] = CreditMatch.objects.all()
    with pytest.raises(FundingRefused, match=r"agreed to \$40.00 from found money"):
        commit(case=case, match=credit, amount=None, committed_by=casey)
    commit(case=case, match=credit, amount=Decimal(40), committed_by=casey)
    with pytest.raises(FundingRefused, match=r"\$0.00 of it is left"):
        commit(case=case, match=credit, amount=Decimal(1), committed_by=casey)


def test_more_than_came_back_pays_for_nothing(acme: Client, casey: User, owen: User) -> None:
    making.may_spend(owen, acme)
    making.came_back(acme, casey)
    version = making.issued(acme, casey)

    with pytest.raises(ProposalRefused, match=r"At most \$64.00"):
        making.say(version, owen, "accepted", read_earnings=True, from_found=Decimal(65))
    with pytest.raises(ProgrammingError, match="row-level security"):
        accepted_past_the_service(version, owen, from_found=Decimal(65))


def test_found_money_pays_only_where_the_client_said_so(
    version: ProposalVersion, casey: User, owen: User
) -> None:
    verdict = making.say(version, owen, "accepted", read_earnings=True)

    with pytest.raises(ProposalRefused, match="did not choose"):
        paying.open_funding(verdict=verdict, opened_by=casey)


def test_no_proposal_mixes_clients(acme: Client, globex: Client, casey: User) -> None:
    making.begun(globex, casey)
    elsewhere = globex.projects.get()

    with pytest.raises(ProposalRefused, match="engagement of this client"):
        making.begun(acme, casey, title="Mixed", project=elsewhere)
