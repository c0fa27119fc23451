"""What a bill of any format proves by itself: its lines, its total, and its own rules.

``A03`` compares the lines with the total the bill states, ``A01`` a line with its quantity and
rate; a format's own rules are counted by the importer while it reads.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from billing_audit.bills.importers.standard_csv.verdict import (
    EXTENSION,
    can_be_judged,
    fits,
    in_words,
)
from billing_audit.bills.importers.verdicts import Finding, State, Verdict
from billing_audit.bills.stream import BillStream, Fault, Invoice, Line, Reject, Remark
from retainer.lib.money import in_currency

TOTAL = "A03"
#: Findings and warnings told of one file.
MOST = 1000


@dataclass
class Proof:
    """How often each of a format's own rules could be applied, whatever came of it."""

    applied: Counter[str] = field(default_factory=Counter)
    #: What is wrong in a part of the file that belongs to no bill.
    of_no_bill: list[Fault] = field(default_factory=list)

    def applies(self, rule: str) -> None:
        self.applied[rule] += 1


@dataclass
class Sum:
    """One invoice while its lines go by."""

    head: Invoice
    total: Decimal = Decimal(0)
    lines: int = 0

    @property
    def can_be_proved(self) -> bool:
        return bool(self.lines) and self.head.stated_total is not None

    @property
    def foots(self) -> bool:
        currency = self.head.currency
        return in_currency(self.total, currency) == in_currency(self.head.stated_total, currency)

    @property
    def difference(self) -> str:
        currency = self.head.currency
        total, stated = in_currency(self.total, currency), self.head.stated_total
        return (
            f"Bill {self.head.invoice_no}: the lines come to {total}, the bill states "
            f"{in_currency(stated, currency)}."
        )


@dataclass
class Judge:
    """Goes through a stream and gathers what there is to say."""

    sums: dict[tuple[str, ...], Sum] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    applied: Counter[str] = field(default_factory=Counter)

    def take_all(self, stream: Iterable[object]) -> None:
        current: Sum | None = None
        for item in stream:
            match item:
                case Invoice():
                    name = (item.account_no, item.invoice_no, str(item.bill_date))
                    current = self.sums.setdefault(name, Sum(item))
                case Line() if current:
                    self._take_line(item, current)
                case Fault():
                    self._find(item.check, item.rule, item.detail)
                case Reject():
                    place = f"Row {item.row}" if item.row else "The bill"
                    self._warn(f"{place}, {item.column or 'whole'}: {item.reason}")
                case Remark():
                    self._warn(f"Row {item.row}: {item.message}" if item.row else item.message)

    def prove_totals(self) -> None:
        """Once every line has gone by: do they come to what each bill states?"""
        for each in self.sums.values():
            if each.can_be_proved:
                self.applied[TOTAL] += 1
                if not each.foots:
                    self._find(TOTAL, TOTAL, each.difference)

    def state(self, rule: str) -> State:
        if rule in self.failed:
            return "fail"
        return "pass" if self.applied[rule] else "cannot-check"

    def _take_line(self, line: Line, current: Sum) -> None:
        if line.charge_type == "memo":
            return
        current.lines += 1
        current.total += line.amount
        if can_be_judged(line):
            self.applied[EXTENSION] += 1
            if not fits(line, current.head.currency):
                self._find(EXTENSION, EXTENSION, in_words(line, current.head.currency))

    def _find(self, check: str, rule: str, detail: str) -> None:
        self.failed.add(rule)
        if len(self.findings) < MOST:
            self.findings.append(Finding(check, rule, detail))

    def _warn(self, sentence: str) -> None:
        if len(self.warnings) < MOST:
            self.warnings.append(sentence)


def verdict_of(
    stream: BillStream, format_name: str, *, rules: Iterable[str] = (), proof: Proof | None = None
) -> Verdict:
    """The verdict on a file whose bills come as this stream."""
    judge, proof = Judge(), proof or Proof()
    judge.take_all(stream)
    judge.take_all(proof.of_no_bill)
    judge.prove_totals()
    judge.applied += proof.applied
    states = {rule: judge.state(rule) for rule in (TOTAL, EXTENSION, *rules)}
    if not judge.sums and not judge.applied:
        answer = "unreadable"
    elif judge.findings:
        answer = "finding"
    else:
        answer = "clean" if "pass" in states.values() else "cannot-check"
    return Verdict(
        format=format_name,
        verdict=answer,
        rules=states,
        findings=tuple(judge.findings),
        warnings=tuple(judge.warnings),
    )
