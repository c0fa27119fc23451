"""What rule reproduces this bill?  The other known rule that gives the amount to the cent."""

from billing_audit.checks.examples import Agreed, Billed, Example, Owned, bill, example
from billing_audit.checks.fees.papers import Published
from billing_audit.findings.evidence import charges
from billing_audit.findings.models import Occurrence
from clients.models import Client
from tests.billing_audit.on_file import OnFile, audit

TO_2025, FROM_2026 = (None, "2025-12-31"), ("2026-01-01", None)
IN_2025 = ("2025-01-01", "2025-12-31")
PORT = Billed(amount="612.00", quantity="1", rate="612.00")


def other_rule(client: Client, code: str, story: Example) -> str:
    """The step of the calculation that names it, on the only charge the check caught."""
    OnFile(client).put(story)
    audit(client)
    caught = Occurrence.objects.filter(check_code=code).select_related("finding", "invoice")
    [charge] = charges(caught)
    steps = {step.label: step.formula for step in charge.steps}
    return steps.get("What gives the billed amount", "").replace("\xa0", " ")


def test_the_rate_before_the_renewal(acme: Client) -> None:
    rates = (Agreed(rate="612.00", valid=TO_2025), Agreed(rate="580.00", valid=FROM_2026))

    named = other_rule(acme, "B01", example("", PORT, rates=rates))

    assert named == "the rate of $612.00 that held before 1 Jan 2026"


def test_the_rate_of_another_site(acme: Client) -> None:
    rates = (Agreed(rate="580.00"), Agreed(rate="612.00", site="DEPOT"))

    named = other_rule(acme, "B01", example("", PORT, rates=rates))

    assert named == "the rate of $612.00 agreed for site DEPOT"


def test_an_older_rate_comes_before_the_rate_of_another_site(acme: Client) -> None:
    rates = (
        Agreed(rate="612.00", valid=TO_2025),
        Agreed(rate="580.00", valid=FROM_2026),
        Agreed(rate="612.00", site="DEPOT"),
    )

    named = other_rule(acme, "B01", example("", PORT, rates=rates))

    assert "before 1 Jan 2026" in named


def test_a_rate_that_misses_by_a_cent_explains_nothing(acme: Client) -> None:
    rates = (Agreed(rate="611.99", valid=TO_2025), Agreed(rate="580.00", valid=FROM_2026))

    assert other_rule(acme, "B01", example("", PORT, rates=rates)) == ""


def test_the_rate_of_the_tax_before_it_was_lowered(acme: Client) -> None:
    nowhere = {"service": "", "period": (None, None)}
    tables = (
        Published(code="TXST", authority="State revenue office", rate="0.05", valid=IN_2025),
        Published(code="TXST", authority="State revenue office", rate="0.04", valid=FROM_2026),
    )
    story = example(
        "",
        bill(
            Billed(amount="1000.00"),
            Billed(amount="50.00", charge="tax", code="TXST", **nowhere),
            on="2026-05-04",
        ),
        papers=tables,
    )

    named = other_rule(acme, "G17", story)

    assert named == "the rate of 5.0% from 1 Jan 2025"


def test_days_counted_in_months_of_thirty(acme: Client) -> None:
    long = Billed(amount="150.00", quantity="1", rate="100.00", period=("2026-03-01", "2026-04-14"))

    named = other_rule(acme, "A01", example("", long, inventory=(Owned(),)))

    assert named == "the rate for 45 days, counted in months of 30 days"
