"""A proposal goes out once nothing is left unsaid: the service asks for it, and the database."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.models import Client, User
from rfp.models import Earning, Holding, Proposal, ProposalParty, ProposalSite
from rfp.proposals import services
from rfp.proposals.checking import points_of, todo_of
from rfp.proposals.coverage import coverage_of
from rfp.proposals.putting import issue
from rfp.proposals.services import ProposalRefused
from tests.rfp.proposals import making


def test_a_proposal_in_which_everything_is_said_goes_out(proposal: Proposal, casey: User) -> None:
    assert todo_of(proposal) == []

    version = issue(proposal=proposal, issued_by=casey)

    assert (version.number, version.money) == (1, Decimal(1000 + 24 * 50))
    assert version.told.client == "Acme Logistics"


def test_one_missing_row_of_who_earns_what_holds_it(proposal: Proposal, casey: User) -> None:
    making.party(proposal, "Cedar", casey)

    with pytest.raises(ProposalRefused, match="Say what Cedar earns"):
        issue(proposal=proposal, issued_by=casey)
    with pytest.raises(IntegrityError, match="has not said what it earns"), transaction.atomic():
        making.put_past_the_service(proposal, casey)


def test_nothing_is_an_answer_and_stands_on_record(proposal: Proposal, casey: User) -> None:
    cedar = making.party(proposal, "Cedar", casey)

    services.say_nothing(party=cedar, said_by=casey)

    version = issue(proposal=proposal, issued_by=casey)
    assert [paid.payee for paid in version.told.paid if paid.is_nothing] == [
        "Your practice", "Cedar",
    ]  # fmt: skip


def test_what_we_earn_ourselves_is_told_like_the_rest(proposal: Proposal, casey: User) -> None:
    ours = proposal.parties.get(kind="us")
    ours.earnings.all().delete()

    with pytest.raises(ProposalRefused, match="Say what Your practice earns"):
        issue(proposal=proposal, issued_by=casey)
    making.earns(
        ours, casey, kind="referral", what_for="Bringing Birch in", amount=None,
        percent=Decimal(5), percent_of="its monthly price", pace="monthly", months=12, payer=None,
        other_payer="Birch Holding",
    )  # fmt: skip

    [own] = [paid for paid in issue(proposal=proposal, issued_by=casey).told.paid if paid.is_ours]
    assert (own.payer, own.percent, own.months) == ("Birch Holding", Decimal(5), 12)


def test_nobody_takes_us_or_the_client_out(proposal: Proposal, casey: User) -> None:
    for kind in ("us", "client"):
        with pytest.raises(ProposalRefused, match="stay in the proposal"):
            services.remove_part(part=proposal.parties.get(kind=kind), removed_by=casey)


def test_two_who_price_the_same_line_hold_it_until_somebody_says_who_keeps_it(
    proposal: Proposal, casey: User
) -> None:
    cedar = making.party(proposal, "Cedar", casey)
    services.say_nothing(party=cedar, said_by=casey)
    line = proposal.lines.get()
    making.held(line, cedar, casey, "900", "60")

    assert [row.names for row in coverage_of(proposal).overlaps] == ["Birch and Cedar"]
    with pytest.raises(ProposalRefused, match="Birch and Cedar both priced “Line to the"):
        issue(proposal=proposal, issued_by=casey)
    with pytest.raises(IntegrityError, match="two parties priced"), transaction.atomic():
        making.put_past_the_service(proposal, casey)

    services.settle(
        line=line, keeper=line.holdings.get(party=cedar), because="It owns the duct.",
        settled_by=casey,
    )  # fmt: skip

    told = issue(proposal=proposal, issued_by=casey).told
    assert (told.once, told.monthly) == (Decimal(900), Decimal(60))
    assert told.lines[0].settled == "Cedar keeps it: It owns the duct. (Casey Cole)"
    assert [held.party for held in told.lines[0].given_up] == ["Birch"]


def test_a_price_that_changes_opens_a_settled_line_again(proposal: Proposal, casey: User) -> None:
    cedar = making.party(proposal, "Cedar", casey)
    line = proposal.lines.get()
    holding = making.held(line, cedar, casey, "900")
    services.settle(line=line, keeper=holding, because="Cheaper.", settled_by=casey)

    holding.once = Decimal(1100)
    services.hold(holding=holding, kept_by=casey)

    assert len(coverage_of(proposal).overlaps) == 1


def test_who_works_within_anothers_price_is_no_overlap(proposal: Proposal, casey: User) -> None:
    cedar = making.party(proposal, "Cedar", casey)
    making.held(proposal.lines.get(), cedar, casey)

    assert coverage_of(proposal).overlaps == []
    with pytest.raises(ProposalRefused, match="nothing to settle"):
        services.settle(
            line=proposal.lines.get(), keeper=Holding.objects.get(party=cedar), because="So.",
            settled_by=casey,
        )  # fmt: skip


def test_a_line_that_nobody_does_holds_it_unless_that_is_on_purpose(
    proposal: Proposal, casey: User
) -> None:
    line = making.line(proposal, "Telephones", casey, role="equipment")

    with pytest.raises(ProposalRefused, match="Nobody does “Telephones”"):
        issue(proposal=proposal, issued_by=casey)
    with pytest.raises(IntegrityError, match="nobody does a line"), transaction.atomic():
        making.put_past_the_service(proposal, casey)

    line.left_open = "You keep those you have."
    services.keep_part(part=line, kept_by=casey)

    told = issue(proposal=proposal, issued_by=casey).told
    assert [(gap.title, gap.left_open) for gap in told.gaps] == [
        ("Telephones", "You keep those you have.")
    ]


def lose_the_sites(proposal: Proposal) -> None:
    ProposalSite.objects.filter(proposal=proposal).delete()


def lose_ourselves(proposal: Proposal) -> None:
    proposal.steps.all().delete()
    ProposalParty.objects.filter(proposal=proposal, kind="us").delete()


def lose_the_scope(proposal: Proposal) -> None:
    proposal.lines.all().delete()


@pytest.mark.parametrize(
    ("lose", "said"),
    [
        (lose_the_sites, "no site is named"),
        (lose_ourselves, "what we earn ourselves is not said"),
        (lose_the_scope, "the scope is empty"),
    ],
)
def test_the_database_issues_nothing_that_lacks_something(
    proposal: Proposal, casey: User, lose: Callable[[Proposal], None], said: str
) -> None:
    lose(proposal)

    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        making.put_past_the_service(proposal, casey)


def test_every_step_is_in_somebodys_hands_who_can_be_called(
    proposal: Proposal, casey: User
) -> None:
    step = proposal.steps.get()
    step.tests = step.answers = None
    services.keep_part(part=step, kept_by=casey)
    birch = proposal.parties.get(name="Birch")
    birch.phone = ""
    services.keep_part(part=birch, kept_by=casey)

    with pytest.raises(ProposalRefused) as refused:
        issue(proposal=proposal, issued_by=casey)

    assert "“Line”: say who tests and answers the ticket." in refused.value.sentence
    assert "Say whom to call at Birch" in refused.value.sentence


def test_a_day_that_is_over_holds_it(acme: Client, casey: User) -> None:
    over = timezone.localdate() - timedelta(days=1)
    proposal = making.whole(acme, casey, valid_until=over, if_nothing="")

    todo = todo_of(proposal)

    assert todo == [
        "Say what happens if the client does nothing.",
        "The day until which it is good is over. Choose another.",
    ]
    assert [point.state for point in points_of(proposal)] == ["shut", *["passed"] * 5]


@pytest.mark.parametrize(
    "facts",
    [
        {"what_for": ""},
        {"amount": None},
        {"percent": Decimal(3)},
        {"pace": ""},
        {"pace": "monthly"},
        {"payer": None},
    ],
    ids=["for nothing", "no amount", "amount and percent", "no pace", "no months", "no payer"],
)
def test_the_database_keeps_no_half_of_an_earning(
    proposal: Proposal, casey: User, facts: dict
) -> None:
    theirs = proposal.parties.get(kind="client")
    told = {
        "client": proposal.client, "proposal": proposal, "said_by": casey, "kind": "price",
        "payee": proposal.parties.get(name="Birch"), "payer": theirs, "what_for": "Lines",
        "amount": Decimal(1), "pace": "once",
    }  # fmt: skip

    with pytest.raises(IntegrityError, match="an_earning_is_said_whole"), transaction.atomic():
        Earning.objects.create(**told | facts)


def test_who_said_nothing_earns_nothing_and_the_other_way_round(
    proposal: Proposal, casey: User
) -> None:
    with pytest.raises(ProposalRefused, match="has said what it earns"):
        services.say_nothing(party=proposal.parties.get(name="Birch"), said_by=casey)
    with pytest.raises(ProposalRefused, match="not both"):
        making.earns(proposal.parties.get(kind="us"), casey)


def test_nobody_pays_themselves(proposal: Proposal, casey: User) -> None:
    birch = proposal.parties.get(name="Birch")

    with pytest.raises(ProposalRefused), transaction.atomic():
        making.earns(birch, casey, payer=birch)


def test_up_to_five_roles_at_one_party_and_seven_parties_fit(
    proposal: Proposal, casey: User
) -> None:
    roles = ("equipment", "installation", "managed", "carrier", "audit")
    for name in ("Cedar", "Dogwood", "Elm", "Fir"):
        services.say_nothing(party=making.party(proposal, name, casey, *roles), said_by=casey)

    told = issue(proposal=proposal, issued_by=casey).told

    assert len(told.parties) == 7
    assert told.parties[-1].roles == [
        "Equipment", "Installation", "Managed service", "Carrier", "Expense audit",
    ]  # fmt: skip
