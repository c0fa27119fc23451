"""Contract: the carrier agreed to a price and billed another."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Agreed, Billed, Owned, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, UNIT_RATE, day, number, rate
from billing_audit.checks.needs import BILL_LINES, CONTRACT_RATES
from billing_audit.checks.populations import RATED

MINUTES = {"charge": "usage", "code": "USG", "description": "Long distance, minutes"}


class AboveContractRate(Check):
    """A charge is billed at a higher rate than the contract allows.

    The agreed rate is the one valid on the first day of the billed period. When
    several fit, the most specific one counts: for the service, then for its
    site, then one that names a contract, then the bare charge code; between
    equals, the highest. Rates in another currency are not compared, and lower
    rates than agreed are no error. The claim is the difference times the
    quantity. Where the amount is lower than the printed rate would make it, as
    with a rate printed rounded up or a partial month, the claim is lower by as
    much, so it never exceeds what was really billed above the contract. Where a
    discount on the same bill comes to the agreed rate, or a later bill gave the
    difference back, nothing is left to claim.

    Why it happens: a renewal is signed, but the carrier's billing system keeps
    the old rates, so every month repeats the error.

    What to ask for: a credit back to the day the contract took effect, and the
    corrected rate on the next bill.
    """

    code = "B01"
    title = "Billed above the contract rate"
    severity = Severity.CRITICAL
    confidence = Confidence.HIGH
    precedence = Precedence.WRONG_RATE
    subject = Subject.PRICE
    recurs = True
    needs = (BILL_LINES, CONTRACT_RATES)
    looks_at = RATED
    inputs = (
        AMOUNT,
        QUANTITY,
        UNIT_RATE,
        rate("contract_rate", "rate agreed", "rate.rate"),
        day("period_from", "valid on", "line.period_from"),
        number("page", "page of the contract", "rate.page"),
    )
    formula = (
        "(unit_rate - contract_rate) * quantity - max(0, half_up(unit_rate * quantity) - amount)"
    )
    clause = "is billed above the contract rate"
    explanation = "Billed at {unit_rate}; the rate agreed for {period_from} is {contract_rate}."
    # A line can be joined to several fitting rates; it counts when the one that wins is among them.
    # OFFSET 0 makes the planner hash the few general rates and not the million lines.
    sql = """
        SELECT c.*, c.contract_rate * c.quantity AS expected FROM (
            SELECT f.*, (f.unit_rate - f.contract_rate) * f.quantity
                - greatest(0, round(f.unit_rate * f.quantity, b.places) - f.amount) AS claim
            FROM (
                SELECT c.*, r.rate_id, r.contract_rate, r.currency, r.specific, r.page
                FROM charges c JOIN (
                    SELECT * FROM rates WHERE service_id IS NULL AND site_id IS NULL OFFSET 0
                ) r ON {exceeds c}
                UNION ALL
                SELECT c.*, r.rate_id, r.contract_rate, r.currency, r.specific, r.page
                FROM charges c JOIN inventory s USING (billed_service_id)
                JOIN rates r ON {exceeds c} AND r.service_id IS NULL AND r.site_id = s.site_id
                UNION ALL
                SELECT c.*, r.rate_id, r.contract_rate, r.currency, r.specific, r.page
                FROM charges c JOIN inventory s USING (billed_service_id)
                JOIN rates r ON {exceeds c} AND r.service_id = s.service_id
                    AND (r.site_id IS NULL OR r.site_id = s.site_id)
            ) f
            JOIN bills b ON b.invoice_id = f.invoice_id AND b.currency = f.currency
            LEFT JOIN inventory s ON s.billed_service_id = f.billed_service_id
            WHERE NOT EXISTS (
                SELECT FROM rates r WHERE {outranks f} AND r.service_id IS NULL
                    AND (r.site_id IS NULL OR r.site_id = s.site_id)
            ) AND NOT EXISTS (
                SELECT FROM rates r WHERE {outranks f} AND r.service_id = s.service_id
                    AND (r.site_id IS NULL OR r.site_id = s.site_id)
            )
            OFFSET 0
        ) c
        WHERE c.claim > 0 AND NOT {corrected c}
    """
    examples = (
        example(
            "A port contracted at 580.00 is billed at 612.00",
            Billed(amount="612.00", quantity="1", rate="612.00", over="32.00"),
            rates=(Agreed(rate="580.00"),),
        ),
        example(
            "Contracted at 850.00, billed at 1,020.00 on five bills in a row",
            *(
                bill(
                    Billed(
                        amount="1020.00",
                        quantity="1",
                        rate="1020.00",
                        period=(f"2026-{number:02}-01", f"2026-{number:02}-28"),
                        over="170.00",
                    ),
                    number=f"100{number}",
                    on=f"2026-{number:02}-01",
                    file=f"{number}.csv",
                )
                for number in range(1, 6)
            ),
            rates=(Agreed(rate="850.00"),),
        ),
        example(
            "Ten sessions multiply the difference",
            Billed(amount="145.00", quantity="10", rate="14.50", over="15.00"),
            rates=(Agreed(rate="13.00"),),
        ),
        example(
            "Billed exactly at contract, and below it",
            Billed(amount="580.00", quantity="1", rate="580.00"),
            Billed(amount="500.00", quantity="1", rate="500.00"),
            rates=(Agreed(rate="580.00"),),
        ),
        example("No rate on file", Billed(amount="612.00", quantity="1", rate="612.00")),
        example(
            "The service's own rate wins over the contract's",
            Billed(amount="612.00", quantity="1", rate="612.00"),
            Billed(amount="612.00", quantity="1", rate="612.00", service="B", over="32.00"),
            rates=(
                Agreed(rate="612.00", service="315-200-0007"),
                Agreed(rate="580.00", contract="MSA-1"),
            ),
            inventory=(Owned(), Owned(service="B")),
        ),
        example(
            "A site's own rate wins over the contract's, and the service's over the site's",
            Billed(amount="612.00", quantity="1", rate="612.00", over="12.00"),
            Billed(amount="612.00", quantity="1", rate="612.00", service="B"),
            rates=(
                Agreed(rate="600.00", site="HQ"),
                Agreed(rate="580.00", contract="MSA-1"),
                Agreed(rate="612.00", service="B"),
            ),
            inventory=(Owned(site="HQ"), Owned(service="B", site="HQ")),
        ),
        example(
            "A rate that names a contract wins over the bare code",
            Billed(amount="612.00", quantity="1", rate="612.00", over="32.00"),
            rates=(Agreed(rate="612.00"), Agreed(rate="580.00", contract="MSA-1")),
        ),
        example(
            "Two contracts agree on different rates: the higher one is compared",
            Billed(amount="612.00", quantity="1", rate="612.00", over="12.00"),
            rates=(
                Agreed(rate="600.00", contract="MSA-1"),
                Agreed(rate="580.00", contract="MSA-2"),
            ),
        ),
        example(
            "The new rate is valid from April on",
            bill(Billed(amount="612.00", quantity="1", rate="612.00")),
            bill(
                Billed(
                    amount="612.00",
                    quantity="1",
                    rate="612.00",
                    period=("2026-04-01", "2026-04-30"),
                    over="32.00",
                ),
                number="1002",
                on="2026-04-01",
            ),
            rates=(
                Agreed(rate="612.00", valid=("2024-01-01", "2026-03-31")),
                Agreed(rate="580.00", valid=("2026-04-01", None)),
            ),
        ),
        example(
            "Dollars are not compared with euros",
            Billed(amount="612.00", quantity="1", rate="612.00"),
            rates=(Agreed(rate="580.00", currency="EUR"),),
        ),
        example(
            "1,000 minutes at 0.0255 of which the bill prints 0.03 keep to the contract",
            Billed(amount="25.50", quantity="1000", rate="0.03", **MINUTES),
            rates=(Agreed(rate="0.0255", code="USG"),),
        ),
        example(
            "1,000 minutes at 0.03 do not",
            Billed(amount="30.00", quantity="1000", rate="0.03", over="4.50", **MINUTES),
            rates=(Agreed(rate="0.0255", code="USG"),),
        ),
        example(
            "Half a month that prints the whole month's rate costs less than the contract allows",
            Billed(amount="306.00", quantity="1", rate="612.00"),
            rates=(Agreed(rate="580.00"),),
        ),
        trap(
            "At list price, with the discount to the agreed rate beside it",
            Billed(amount="612.00", quantity="1", rate="612.00"),
            Billed(amount="-32.00", code="DISC", charge="credit"),
            rates=(Agreed(rate="580.00"),),
        ),
        trap(
            "Two months at the old rate, and the difference of both given back in May",
            *(
                bill(
                    Billed(amount="612.00", quantity="1", rate="612.00", period=days),
                    number=days[0],
                    on=days[0],
                    file=days[0],
                )
                for days in (("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30"))
            ),
            bill(
                Billed(amount="-64.00", charge="credit", period=("2026-03-01", "2026-04-30")),
                number="1003",
                on="2026-05-01",
                file="may.csv",
            ),
            rates=(Agreed(rate="580.00"),),
        ),
        example(
            "A credit at the old rate is to the client's good",
            Billed(amount="-612.00", quantity="1", rate="612.00", charge="credit"),
            rates=(Agreed(rate="580.00"),),
        ),
        example(
            "A charge that the same bill takes back",
            Billed(amount="612.00", quantity="1", rate="612.00"),
            Billed(amount="-612.00", charge="credit"),
            rates=(Agreed(rate="580.00"),),
        ),
    )
