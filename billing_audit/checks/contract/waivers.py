"""One-time charges that the contract says are not billed."""

from typing import ClassVar

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.contract.needs import WAIVERS
from billing_audit.checks.contract.papers import Signed, Waived
from billing_audit.checks.examples import MARCH, Billed, bill, example, trap
from billing_audit.checks.inputs import AMOUNT, day, number
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import TERMED

APRIL = {"number": "1002", "on": "2026-04-01", "file": "april.csv"}
INSTALL = {"code": "INST", "description": "Installation", "charge": "one_time"}
ACTIVATION = {"code": "ACT", "description": "Activation fee", "charge": "one_time"}
ENDING = {"code": "ETF", "description": "Early termination fee", "charge": "one_time"}
INSTALLATION_WAIVED = Waived(charge_codes=("INST", "EXPR"))
ACTIVATION_WAIVED = Waived(kind="activation", charge_codes=("ACT",))


class WaivedWithoutLimit(Check, in_catalogue=False):
    """What the checks of waivers without a limit share."""

    subject = Subject.CHARGE
    precedence = Precedence.NOT_DUE
    confidence = Confidence.HIGH
    needs = (BILL_LINES, WAIVERS)
    inputs = (AMOUNT, day("waived_from", "waived since", "waiver.first_day"))
    formula = "amount"
    clause = "is billed although it is waived"
    explanation = "{amount} is billed; the contract waives the charge since {waived_from}."
    kinds: ClassVar[str]

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.sql = f"""
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM waived c
        JOIN bills b USING (invoice_id)
        WHERE c.kind = ANY ('{cls.kinds}') AND NOT c.is_credited
            AND c.yearly_count IS NULL AND c.yearly_percent IS NULL
        """  # noqa: S608 our own words


class WaivedChargeBilled(WaivedWithoutLimit):
    """A one-time charge is billed that the contract waives.

    The waiver names the charge codes and the days it holds for; a charge counts
    for the first day of its period, or for the date of its bill. A waiver that
    is carried out as a credit, on the same bill or on a later one, is carried
    out: a credit of the very amount for the same service says so. Waivers of
    so many charges a year are left to F13, which counts them.

    Why it happens: the order form has a box for the waiver, and nobody ticked
    it; or the waiver is known to the sales desk and not to the billing desk.

    What to ask for: a credit of the charge with its taxes, and the waiver noted
    on the account.
    """

    code = "B15"
    title = "Waived one-time charge billed"
    severity = Severity.HIGH
    kinds = "{other}"
    looks_at = TERMED
    examples = (
        example(
            "Installation is waived and billed at 450.00",
            Billed(amount="450.00", over="450.00", **INSTALL),
            Billed(amount="612.00"),
            papers=(INSTALLATION_WAIVED,),
        ),
        trap(
            "The waiver comes as a credit on the next bill",
            bill(Billed(amount="450.00", **INSTALL)),
            bill(Billed(amount="-450.00", charge="credit", code="WVCR"), **APRIL),
            papers=(INSTALLATION_WAIVED,),
        ),
        trap(
            "The waiver comes as a credit under another code on the same bill",
            Billed(amount="450.00", **INSTALL),
            Billed(amount="-450.00", charge="credit", code="WVCR", description="Waiver"),
            papers=(INSTALLATION_WAIVED,),
        ),
        example(
            "A credit for another service is no waiver of this one",
            Billed(amount="450.00", over="450.00", **INSTALL),
            Billed(amount="-450.00", charge="credit", code="WVCR", service="B"),
            papers=(INSTALLATION_WAIVED,),
        ),
        example(
            "Billed after the waiver ended",
            Billed(amount="450.00", **INSTALL),
            papers=(Waived(charge_codes=("INST",), valid=("2024-01-01", "2026-02-28")),),
        ),
        example(
            "A monthly charge under the same code is not waived",
            Billed(amount="450.00", code="INST"),
            papers=(INSTALLATION_WAIVED,),
        ),
        example(
            "Two contracts with the carrier, and nobody has said whose the account is",
            Billed(amount="450.00", **INSTALL),
            papers=(INSTALLATION_WAIVED, Signed(number="MSA-2")),
        ),
        example(
            "Two contracts, and the account names the one that waives it",
            Billed(amount="450.00", over="450.00", **INSTALL),
            papers=(
                INSTALLATION_WAIVED,
                Signed(accounts=("A-1",)),
                Signed(number="MSA-2"),
            ),
        ),
    )


class WaivedActivationBilled(WaivedWithoutLimit):
    """An activation or upgrade fee of a mobile line is billed that the contract waives.

    Counted like B15. Carriers often bill the fee and credit it one cycle later:
    a credit of the very amount for the same line, on this bill or on a later
    one, settles it.

    Why it happens: stores and the web shop charge everybody's fee; the waiver
    of the corporate agreement is applied by hand.

    What to ask for: a credit of the fee with its taxes, and the corporate
    account's profile set to waive it.
    """

    code = "F12"
    title = "Waived activation or upgrade fee billed"
    severity = Severity.MEDIUM
    kinds = "{activation,upgrade}"
    looks_at = TERMED
    examples = (
        example(
            "Two lines are activated, each at 35.00 although the fee is waived",
            Billed(amount="35.00", service="A", over="35.00", **ACTIVATION),
            Billed(amount="35.00", service="B", over="35.00", **ACTIVATION),
            papers=(ACTIVATION_WAIVED,),
        ),
        trap(
            "Credited on the next cycle",
            bill(Billed(amount="35.00", **ACTIVATION)),
            bill(Billed(amount="-35.00", charge="credit", code="ACTCR"), **APRIL),
            papers=(ACTIVATION_WAIVED,),
        ),
        example(
            "A fee the contract says nothing of",
            Billed(amount="35.00", charge="one_time", code="RESTORE"),
            papers=(ACTIVATION_WAIVED,),
        ),
    )


class WaivedTerminationBilled(Check):
    """A termination fee is billed while the contract still waives some.

    Mobile agreements waive the fee for a share of the lines each year, usually
    10 %, or for a number of them. The first charges of the year, by their
    date, are the waived ones; those credited have used their turn. Lines of
    the share are the services with monthly charges on the contract's bills of
    the month, and the share is rounded down.

    Nothing is claimed until a person has confirmed it, because fees that the
    carrier never billed have used the waiver too and stand on no bill.

    Why it happens: the fee comes from the line's own contract date; the pool of
    waivers is counted by nobody unless the customer asks.

    What to ask for: a credit of the fees that the pool still covers, and the
    carrier's own count of waivers used.
    """

    code = "F13"
    title = "Termination fee billed while waivers are left"
    severity = Severity.HIGH
    confidence = Confidence.HIGH
    precedence = Precedence.NOT_DUE
    subject = Subject.CHARGE
    claims_once_validated = True
    needs = (BILL_LINES, WAIVERS)
    looks_at = TERMED
    inputs = (
        AMOUNT,
        number("yearly_count", "waived a year", "waiver.yearly_count"),
        number("yearly_percent", "per cent of lines waived a year", "waiver.yearly_percent"),
    )
    formula = "amount"
    clause = "is billed while waivers are left"
    explanation = "{amount} is billed; the contract’s waivers of the year are not used up."
    sql = """
        SELECT c.*, 0 AS expected, c.amount AS claim
        FROM waived c
        JOIN bills b USING (invoice_id)
        LEFT JOIN LATERAL (
            SELECT count(DISTINCT l.billed_service_id) AS count
            FROM all_charges l JOIN agreements a USING (invoice_id)
            WHERE a.contract_id = c.contract_id AND a.month = c.month
                AND l.charge_type = {type recurring} AND l.amount > 0
        ) lines ON c.yearly_percent IS NOT NULL
        WHERE c.kind = 'termination' AND NOT c.is_credited AND c.turn <= coalesce(
            c.yearly_count, floor(c.yearly_percent * lines.count / 100), c.turn)
    """
    examples = (
        example(
            "One fee a year is waived: the second is due",
            Billed(amount="175.00", service="A", over="175.00", **ENDING),
            Billed(amount="175.00", service="B", **ENDING),
            papers=(Waived(kind="termination", charge_codes=("ETF",), yearly_count=1),),
        ),
        example(
            "Half of two lines a year is one",
            Billed(amount="38.00", service="A", code="PLAN"),
            Billed(amount="38.00", service="B", code="PLAN"),
            Billed(amount="175.00", service="A", over="175.00", **ENDING),
            Billed(amount="175.00", service="B", **ENDING),
            papers=(Waived(kind="termination", charge_codes=("ETF",), yearly_percent="50"),),
        ),
        trap(
            "The waiver of the year is used up by a fee that was credited",
            bill(
                Billed(amount="175.00", service="A", **ENDING),
                Billed(amount="-175.00", service="A", charge="credit", code="ETFCR"),
            ),
            bill(
                Billed(amount="175.00", service="B", period=("2026-04-01", "2026-04-30"), **ENDING),
                **APRIL,
            ),
            papers=(Waived(kind="termination", charge_codes=("ETF",), yearly_count=1),),
        ),
        example(
            "Ten per cent of two lines is none",
            Billed(amount="38.00", service="A", code="PLAN"),
            Billed(amount="38.00", service="B", code="PLAN"),
            Billed(amount="175.00", service="A", period=MARCH, **ENDING),
            papers=(Waived(kind="termination", charge_codes=("ETF",), yearly_percent="10"),),
        ),
    )
