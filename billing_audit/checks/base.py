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


class Precedence(IntEnum):
    """Who claims first when several checks want the same money; the others only support."""

    DUPLICATE_BILL = 10
    COPY_ON_A_BILL = 20
    COPY_ON_A_LATER_BILL = 30
    DISCONNECTED = 40
    WRONG_PERIOD = 50
    WRONG_RATE = 60
    WRONG_AMOUNT = 70
    WRONG_TAX = 80
    TO_BE_CONFIRMED = 90
    BILL_RULE = 100
    BILL_TOTAL = 110


class Subject(StrEnum):
    """What one cause is about; everything a check hits on the same subject is one finding."""

    SERVICE = "service"
    #: A charge of a service, or of an account where the line names no service.
    CHARGE = "charge"
    #: A charge of an account: one mistake in the carrier's price table, whatever it touches.
    PRICE = "price"
    BILL = "bill"


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
    ``rule``      (bills only, optional) which of several rules is broken
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
