"""Several checks on one charge: no cent is claimed twice, and what people decide counts."""

from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example
from billing_audit.findings.deciding import settle_claims
from billing_audit.findings.models import Finding, Occurrence
from clients.models import Client
from tests.billing_audit.findings.stories import ABOVE, claims
from tests.billing_audit.on_file import OnFile, audit


def test_a_cent_is_claimed_once(acme: Client) -> None:
    """A copy of a line above contract: the copy is claimed whole, the first by the difference."""
    OnFile(acme).put(example("", Billed(**ABOVE), Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))

    audit(acme)

    copy = Occurrence.objects.get(check_code="A09")
    on_copy = Occurrence.objects.get(check_code="B01", line_id=copy.line_id)
    assert (copy.claimed, on_copy.claimed, on_copy.supporting) == (612, 0, True)
    assert on_copy.result == 32
    assert claims(acme) == {"A09": 612, "B01": 32}


def test_a_later_check_claims_what_goes_beyond_those_before_it(acme: Client) -> None:
    """10 of 31 days are billed twice, 200.00; half of the price is above contract, 310.00."""
    OnFile(acme).put(
        example(
            "",
            Billed(amount="10.00", period=("2026-02-20", "2026-03-10")),
            Billed(amount="620.00", quantity="1", rate="620.00"),
            rates=(Agreed(rate="310.00"),),
        )
    )

    audit(acme)

    assert claims(acme) == {"A10": 200, "B01": 110}
    assert not Occurrence.objects.filter(supporting=True).exists()


def test_a_later_check_that_goes_no_further_supports_the_first(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            Billed(amount="10.00", period=("2026-02-20", "2026-03-30")),
            Billed(amount="620.00", quantity="1", rate="620.00"),
            rates=(Agreed(rate="310.00"),),
        )
    )

    audit(acme)

    assert claims(acme) == {"A10": 600, "B01": 0}
    assert Occurrence.objects.get(supporting=True).check_code == "B01"


def test_a_duplicate_bill_leaves_nothing_to_claim_on_it(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            bill(Billed(**ABOVE), stated="612.00"),
            bill(Billed(**ABOVE), stated="700.00", file="again.csv"),
            rates=(Agreed(rate="580.00"),),
        )
    )

    audit(acme)

    assert claims(acme) == {"A07": 612, "A03": 0, "A15": 0, "B01": 32}
    assert Finding.objects.get(only_supports=True).check_code == "A03"
    assert Occurrence.objects.get(check_code="B01", supporting=True).claimed == 0


def test_a_bill_that_is_no_duplicate_after_all_is_looked_at_charge_by_charge(acme: Client) -> None:
    OnFile(acme).put(
        example("", bill(Billed(**ABOVE)), bill(Billed(**ABOVE), number="1002", file="april.csv"))
    )
    audit(acme)
    assert claims(acme) == {"A07": 612}
    Finding.objects.update(state="false_positive")

    audit(acme)

    assert claims(acme) == {"A07": 0, "A19": 612}


def test_an_unknown_service_is_claimed_once_somebody_says_so(acme: Client) -> None:
    OnFile(acme).put(
        example(
            "",
            Billed(**ABOVE, service="ghost"),
            rates=(Agreed(rate="580.00"),),
            inventory=(Owned(),),
        )
    )
    audit(acme)
    finding = Finding.objects.get(check_code="C04")
    assert (finding.claimed, finding.exposure) == (0, 580)  # 32.00 is B01's already

    finding.state = Finding.State.VALID
    finding.save()
    settle_claims(finding)

    finding.refresh_from_db()
    assert (finding.claimed, finding.exposure) == (580, 0)
    audit(acme)
    finding.refresh_from_db()
    assert (finding.state, finding.claimed) == ("valid", 580)


def test_a_false_finding_makes_room_for_others_and_stays_false(acme: Client) -> None:
    OnFile(acme).put(example("", Billed(**ABOVE), Billed(**ABOVE), rates=(Agreed(rate="580.00"),)))
    audit(acme)
    copy = Finding.objects.get(check_code="A09")

    copy.state = Finding.State.FALSE_POSITIVE
    copy.save()
    settle_claims(copy)

    assert claims(acme) == {"A09": 0, "B01": 64}
    audit(acme)
    assert claims(acme) == {"A09": 0, "B01": 64}
    copy.refresh_from_db()
    assert copy.state == "false_positive"
