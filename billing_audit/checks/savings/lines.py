"""Savings ideas: lines and features that could be done without, or had for less."""

from billing_audit.checks.base import Check, Confidence, Nature, Precedence, Severity, Subject
from billing_audit.checks.examples import Billed, Owned, example, trap
from billing_audit.checks.inputs import AMOUNT, text
from billing_audit.checks.inventory.papers import Known
from billing_audit.checks.needs import BILL_LINES, INVENTORY
from billing_audit.checks.populations import LINE_CHARGES, Trait
from billing_audit.checks.settings import tolerance

REPLACEMENT = tolerance(
    "0",
    "monthly cost of what takes its place",
    "replacement",
    most="10000",
    means="It is taken off what giving the line up would save.",
)
LINE = {"code": "1FB", "description": "Flat rate business line"}
VOICE_MAIL = {"code": "VM", "description": "Voice mail"}
ELEVATOR = Known(kept="elevator phone")


class Idea(Check, in_catalogue=False):
    """What the ideas have in common: they claim nothing, and come back every month."""

    severity = Severity.LOW
    confidence = Confidence.MEDIUM
    nature = Nature.SAVING
    precedence = Precedence.IDEA
    formula = "amount"


class AnalogueLine(Idea):
    """An analogue telephone line could be had as mobile or internet telephony.

    Listed are lines of confirmed services that the inventory does not keep on
    purpose. What takes their place costs something too; once it is known, it can
    be set for the client and is taken off. Lines of alarms and elevators are
    never proposed.

    Why it happens: lines stay when what they were for is gone, and their prices
    rise because carriers want to end them.

    What to ask for: offers for the replacement, with installation and the end of
    the lines' term.
    """

    code = "J02"
    title = "Analogue line to replace"
    subject = Subject.SERVICE
    needs = (BILL_LINES, INVENTORY)
    looks_at = LINE_CHARGES.of("analogue_line").with_(Trait.OWNED)
    settings = (REPLACEMENT,)
    inputs = (AMOUNT, REPLACEMENT.input)
    formula = "amount - replacement"
    clause = "is an analogue line that could be replaced"
    explanation = "Billed {amount} a month; what takes its place costs {replacement}."
    sql = """
        SELECT c.*, null AS expected, c.amount - %(replacement)s::numeric AS claim,
            %(replacement)s::numeric AS replacement
        FROM avoidable c
        JOIN inventory s ON s.billed_service_id = c.billed_service_id AND s.state = 'confirmed'
        JOIN clients_service n ON n.id = s.service_id AND n.kept_because = ''
        WHERE c.kind = 'analogue_line' AND c.amount > %(replacement)s::numeric
    """
    examples = (
        example(
            "A business line of 58.00",
            Billed(amount="58.00", over="58.00", **LINE),
            inventory=(Owned(),),
        ),
        trap("The line of an elevator", Billed(amount="58.00", **LINE), papers=(ELEVATOR,)),
        example("A line that is in no inventory", Billed(amount="58.00", **LINE)),
        example("A port is no analogue line", Billed(amount="612.00"), inventory=(Owned(),)),
    )


class UnusedFeature(Idea):
    """A calling feature is paid for on a line that no person uses.

    Voice mail, call waiting and the like on a line that the inventory keeps for
    a machine: an elevator, an alarm, a gate.

    Why it happens: features come in packages, or stay when a line changes hands.

    What to ask for: the feature taken off, which needs no new contract.
    """

    code = "J03"
    title = "Unused feature"
    subject = Subject.CHARGE
    needs = (BILL_LINES, INVENTORY)
    looks_at = LINE_CHARGES.of("calling_feature").with_(Trait.OWNED)
    inputs = (AMOUNT, text("kept_because", "the line is kept because", "facts.kept_because"))
    clause = "is a feature nobody uses"
    explanation = "{amount} a month for a feature of a line kept as: {kept_because}."
    sql = """
        SELECT c.*, null AS expected, c.amount AS claim, s.service_id AS facts_id, n.kept_because
        FROM avoidable c
        JOIN inventory s ON s.billed_service_id = c.billed_service_id AND s.state = 'confirmed'
        JOIN clients_service n ON n.id = s.service_id AND n.kept_because <> ''
        WHERE c.kind = 'calling_feature'
    """
    examples = (
        example(
            "Voice mail on the phone of an elevator",
            Billed(amount="7.50", over="7.50", **VOICE_MAIL),
            Billed(amount="58.00", **LINE),
            papers=(ELEVATOR,),
        ),
        example(
            "Voice mail on somebody's line",
            Billed(amount="7.50", **VOICE_MAIL),
            inventory=(Owned(),),
        ),
    )
