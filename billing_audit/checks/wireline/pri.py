"""Primary rate interfaces (PRI): one of them has so many of everything and no more."""

from billing_audit.checks.base import Check, Confidence, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, example, trap
from billing_audit.checks.inputs import AMOUNT, QUANTITY, values
from billing_audit.checks.needs import BILL_LINES
from billing_audit.checks.populations import LINE_CHARGES, Trait
from billing_audit.checks.wireline.sources import beyond, formula_beyond

PORT = Billed(amount="450.00", code="PRI", description="ISDN PRI port", quantity="1")
EARLIER = values("earlier", "units charged before on the bill", "line.quantity")
EUCL = {"code": "9ZR", "description": "Subscriber line charge", "charge": "surcharge"}
PICC = {"code": "PICC", "description": "PICC, multiline", "charge": "surcharge"}


class MoreThanFiveLineCharges(Check):
    """A primary rate interface is charged more than five subscriber line charges.

    The federal rules for access charges let an incumbent carrier charge five
    for one PRI, however many of its 23 channels are in use. A service is a
    PRI when its bill or the inventory calls it one. Competitive carriers may
    price as they like, so nothing is claimed before a person has said that this
    one is an incumbent. A number that bills several PRIs together is left alone.

    Why it happens: the charge is keyed per channel, as it is for single lines.

    What to ask for: a credit of all charges beyond five, back to the installation.
    """

    code = "D02"
    title = "More than five line charges on a PRI"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("subscriber_line_charge").with_(Trait.SERVICE)
    inputs = (AMOUNT, QUANTITY, EARLIER)
    formula = formula_beyond(5)
    clause = "is charged more than five subscriber line charges"
    explanation = "{quantity} are charged for {amount}; a PRI may bear five."
    sql = beyond("is_eucl", 5)
    examples = (
        example(
            "One PRI with 23 charges at 9.20, of which five are due",
            PORT,
            Billed(amount="211.60", quantity="23", rate="9.20", over="165.60", **EUCL),
        ),
        example(
            "Six lines of one charge each",
            PORT,
            *(Billed(amount="9.20", quantity="1", **EUCL) for _ in range(5)),
            Billed(amount="9.20", quantity="1", over="9.20", **EUCL),
        ),
        example("Five are due", PORT, Billed(amount="46.00", quantity="5", **EUCL)),
        example(
            "The inventory knows that the number is a PRI",
            Billed(amount="55.20", quantity="6", over="9.20", **EUCL),
            inventory=(Owned(kind="ISDN PRI"),),
        ),
        trap(
            "Twenty trunks that are no PRI bear one each",
            Billed(amount="184.00", quantity="20", **EUCL),
        ),
        trap(
            "Two PRIs are billed under one number",
            Billed(amount="900.00", code="PRI", description="ISDN PRI port", quantity="2"),
            Billed(amount="92.00", quantity="10", **EUCL),
        ),
    )


class MoreThanFivePiccs(Check):
    """A primary rate interface is charged more than five PICCs.

    A presubscribed interexchange carrier charge is due five times at most for
    one PRI (47 CFR 69.153). Long-distance carriers pass it on under names such
    as National Access Fee or Carrier Line Charge, often marked up, which is
    theirs to decide; nothing is claimed before a person has read the contract.

    Why it happens: the long-distance carrier counts channels instead of PRIs.

    What to ask for: a credit of all charges beyond five.
    """

    code = "D03"
    title = "More than five PICCs on a PRI"
    severity = Severity.MEDIUM
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("picc").with_(Trait.SERVICE)
    inputs = (AMOUNT, QUANTITY, EARLIER)
    formula = formula_beyond(5)
    clause = "is charged more than five PICCs"
    explanation = "{quantity} are charged for {amount}; a PRI may bear five."
    sql = beyond("is_picc", 5)
    examples = (
        example(
            "Twenty-three at 4.31, of which five are due",
            PORT,
            Billed(amount="99.13", quantity="23", rate="4.31", over="77.58", **PICC),
        ),
        example("Five are due", PORT, Billed(amount="21.55", quantity="5", **PICC)),
        trap(
            "Twelve business lines that are no PRI bear one each",
            Billed(amount="51.72", quantity="12", **PICC),
        ),
    )


class MoreChannelsThanAPriHas(Check):
    """A primary rate interface is charged more channels than it has.

    A North American PRI has 23 B channels for calls and one D channel for
    signalling. European interfaces with thirty channels, and second D channels
    that are called a backup or belong to a group that shares its signalling
    (NFAS), are left alone. Nothing is claimed before a person has looked at the
    order.

    Why it happens: the 24th channel of the circuit, which carries the
    signalling, is charged once as a voice channel and once as what it is.

    What to ask for: a credit of each channel beyond what the circuit has.
    """

    code = "D14"
    title = "More channels than a PRI has"
    severity = Severity.LOW
    confidence = Confidence.MEDIUM
    precedence = Precedence.WRONG_AMOUNT
    subject = Subject.SERVICE
    claims_once_validated = True
    recurs = True
    needs = (BILL_LINES,)
    looks_at = LINE_CHARGES.of("b_channel").with_(Trait.SERVICE)
    inputs = (AMOUNT, QUANTITY, EARLIER)
    formula = {"calls": formula_beyond(23), "signalling": formula_beyond(1)}
    clause = "is charged more channels than it has"
    explanation = "{quantity} channels are charged for {amount}, more than the circuit has."
    sql = (
        f"SELECT b.*, 'calls' AS formula FROM ({beyond('is_b_channel', 23)}) b"  # noqa: S608 - ours
        f" UNION ALL SELECT d.*, 'signalling' FROM ({beyond('is_d_channel', 1)}) d"
    )
    _B = {"code": "B23", "description": "B channels"}
    _D = {"code": "DCH", "description": "D channel"}
    examples = (
        example(
            "Twenty-four B channels",
            PORT,
            Billed(amount="240.00", quantity="24", rate="10.00", over="10.00", **_B),
        ),
        example(
            "Two D channels",
            PORT,
            Billed(amount="25.00", quantity="1", **_D),
            Billed(amount="25.00", quantity="1", over="25.00", **_D),
        ),
        example(
            "Twenty-three and one",
            PORT,
            Billed(amount="230.00", quantity="23", **_B),
            Billed(amount="25.00", quantity="1", **_D),
        ),
        trap(
            "A second D channel that is a backup",
            PORT,
            Billed(amount="25.00", quantity="1", **_D),
            Billed(amount="25.00", quantity="1", code="DBU", description="D channel, backup"),
        ),
        trap(
            "A European interface with thirty channels",
            PORT,
            Billed(amount="300.00", quantity="30", code="E30", description="E1 B channels"),
        ),
    )
