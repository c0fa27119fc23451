"""What every check is: facts about it, one SELECT of what is wrong, and examples.

A check is a class.  Writing it is all that is needed: it is registered by being
defined, and its examples are its tests, its page and the report's appendix.
"""

from enum import IntEnum, StrEnum
from inspect import cleandoc
from typing import Any, ClassVar

from django.db.models import Q

from billing_audit.checks.examples import Example
from billing_audit.checks.inputs import Input
from billing_audit.checks.needs import Need
from billing_audit.checks.populations import Population
from billing_audit.checks.settings import Setting


class Severity(StrEnum):
    """How much such an error usually costs."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFORMATION = "information"


class Confidence(StrEnum):
    """How hard it is to argue with: arithmetic, documents on both sides, or a pattern."""

    CERTAIN = "certain"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Nature(StrEnum):
    """What a check tells of.  Only errors claim money; nothing else is ever added to them."""

    ERROR = "error"
    #: What the client could stop paying by a decision of its own.
    SAVING = "saving"
    #: A date or a course of things that will cost money if nobody acts.
    ALERT = "alert"
    #: Something to look at; it may turn out to be right.
    INFORMATION = "information"


class Precedence(IntEnum):
    """Who claims first when several checks dispute the same money; the others only support."""

    DUPLICATE_BILL = 10
    COPY_ON_A_BILL = 20
    COPY_ON_A_LATER_BILL = 30
    #: Not the client's to pay at all: disconnected, a closed site, another's service.
    DISCONNECTED = 40
    #: Nobody ordered it, or it was waived.
    NOT_DUE = 45
    WRONG_PERIOD = 50
    WRONG_RATE = 60
    WRONG_AMOUNT = 70
    WRONG_TAX = 80
    #: Late fees and whatever else hangs on other charges.
    CONSEQUENCE = 85
    TO_BE_CONFIRMED = 90
    #: Promised or paid, and the bill does not give it: money of its own beside any other.
    NOT_GIVEN = 95
    #: The bill's own arithmetic: several rules dispute the same total.
    BILL_RULE = 100
    BILL_TOTAL = 110
    #: Claims nothing.
    IDEA = 120


class Subject(StrEnum):
    """What one cause is about; everything a check hits on the same subject is one finding."""

    SERVICE = "service"
    #: A charge of a service, or of an account where the line names no service.
    CHARGE = "charge"
    #: A charge of an account: one mistake in the carrier's price table, whatever it touches.
    PRICE = "price"
    BILL = "bill"
    ACCOUNT = "account"
    #: What the SELECT says: ``cause``, a key such as ``contract:4``, and ``subject``, its words.
    OWN = "own"


_registry: dict[str, type["Check"]] = {}


def registered() -> dict[str, type["Check"]]:
    return _registry


class Check:
    """One way a bill can be wrong.

    ``sql`` selects only what is wrong, from the sources of ``sources.py``.  A
    check of lines gives ``c.*`` of a charge, a check of bills ``b.*`` of a bill
    and ``billed``; besides it gives

    ``claim``     what to ask back, never negative, not rounded yet
    ``expected``  what should have been billed, null when that is not known
    a column for each of ``inputs``, and the key of each row they are read from,
    ``rule``      (optional, when an input is called so) which of several faults of one line or bill
    ``formula``   (only when ``formula`` is a dict) which of them applies
    """

    code: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]
    confidence: ClassVar[Confidence]
    precedence: ClassVar[Precedence]
    subject: ClassVar[Subject]
    #: What must be on file for the check to say anything.
    needs: ClassVar[tuple[Need, ...]] = ()
    #: The values the claim is reckoned from, and where each was read.
    inputs: ClassVar[tuple[Input, ...]]
    #: How ``claim`` follows from the inputs; evaluated again, independently, by ``prove``.
    formula: ClassVar[str | dict[str, str]]
    sql: ClassVar[str]
    #: Ends the sentence that begins with the finding's subject.
    clause: ClassVar[str]
    #: Says of one occurrence what is wrong, from its inputs.
    explanation: ClassVar[str]
    examples: ClassVar[tuple[Example, ...]]

    nature: ClassVar[Nature] = Nature.ERROR
    #: What a client may tune, by name: ``%(name)s`` in the SELECT, each given back as an input.
    settings: ClassVar[tuple[Setting, ...]] = ()
    #: Which charges it has something to hold against; none of a check that looks at whole bills.
    looks_at: ClassVar[Population | None] = None
    #: Whether it looks at whole bills rather than at lines.
    of_bills: ClassVar[bool] = False
    #: Which bills it can apply to, of those it looks at; only they are counted as looked at.
    applies_to: ClassVar[Q] = Q()
    #: Claims nothing until a person has said that the finding is valid.
    claims_once_validated: ClassVar[bool] = False
    #: Would only say again, charge by charge, that a duplicate bill is one; there it is silent.
    echoes_whole_bills: ClassVar[bool] = False
    #: The fault comes back each month until it is corrected.
    recurs: ClassVar[bool] = False

    def __init_subclass__(cls, *, in_catalogue: bool = True, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not in_catalogue:
            return
        known = _registry.setdefault(cls.code, cls)
        if known is not cls:
            raise TypeError(f"{cls.__name__} and {known.__name__} both call themselves {cls.code}")

    @classmethod
    def description(cls) -> str:
        """What it finds, why that happens and what to ask for, as its docstring says."""
        return cleandoc(cls.__doc__ or "")

    @classmethod
    def formulas(cls) -> dict[str, str]:
        """Every formula by its name; a check with a single one calls it ``""``."""
        return cls.formula if isinstance(cls.formula, dict) else {"": cls.formula}
