"""Rows of the lists: expected lines with their reasons, differences with their findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from billing_audit.expected import words
from billing_audit.expected.models import Difference, ExpectedBill, ExpectedLine, Sureness
from billing_audit.expected.sources import Source, lines_of, sources
from billing_audit.findings.exhibits import line_url
from billing_audit.findings.models import Finding, Occurrence
from clients.people.models import User

LINES = (
    *("service", "charge_code", "type", "charge", "period_from", "period_to", "quantity"),
    *("unit_rate", "amount", "low", "high", "last_bill", "sure", "why"),
)
DIFFERENCES = (
    *("service", "charge_code", "type", "charge", "what"),
    *("expected", "billed", "difference", "reason"),
)


@dataclass(frozen=True)
class LineRow:
    line: ExpectedLine
    why: str
    sources: list[Source]


@dataclass(frozen=True)
class DifferenceRow:
    difference: Difference
    reason: str
    #: Why it was expected, where it was.
    why: str
    #: The page of the bill it stands on.
    url: str
    findings: list[Finding]


def narrowed(bill: ExpectedBill, asked: QueryDict) -> QuerySet[ExpectedLine]:
    """The expected lines as an address asks for them."""
    lines = bill.lines.select_related("billed_service", "charge_code")
    if asked.get("sure") in Sureness.values:
        lines = lines.filter(sure=asked["sure"])
    if asked.get("show") == "changes":
        lines = lines.exclude(amount=F("before"))
    return _about(lines, asked)


def differences(bill: ExpectedBill, asked: QueryDict) -> QuerySet[Difference]:
    """The differences as an address asks for them."""
    found = bill.differences.select_related("billed_service", "charge_code")
    if asked.get("what") in Difference.What.values:
        found = found.filter(what=asked["what"])
    return _about(found, asked)


def _about(rows: QuerySet, asked: QueryDict) -> QuerySet:
    text = asked.get("q", "").strip().replace("\0", "")
    if not text:
        return rows
    return rows.filter(
        Q(billed_service__number__icontains=text)
        | Q(service_number__icontains=text)
        | Q(charge_code__code__iexact=text)
    )


def line_rows(lines: Iterable[ExpectedLine], bill: ExpectedBill, user: User) -> list[LineRow]:
    lines = list(lines)
    found = sources(lines, user)
    return [LineRow(line, words.why(line, bill.currency), found[line.pk]) for line in lines]


def difference_rows(
    differences: Iterable[Difference], bill: ExpectedBill, user: User
) -> list[DifferenceRow]:
    """Each with the reason, the way to its bill line, and the findings about its lines."""
    rows = list(differences)
    keys = [key for row in rows for key in row.billed_lines]
    lines = lines_of([bill.client_id], [row.billed_lines[0] for row in rows if row.billed_lines])
    hopes = ExpectedLine.objects.in_bulk(
        [row.expected_lines[0] for row in rows if row.expected_lines]
    )
    findings = _findings(bill, keys, user)
    return [_row(row, bill, lines, hopes, findings) for row in rows]


def _row(
    row: Difference, bill: ExpectedBill, lines: dict, hopes: dict, findings: dict
) -> DifferenceRow:
    line = lines.get(row.billed_lines[0]) if row.billed_lines else None
    hope = hopes.get(row.expected_lines[0]) if row.expected_lines else None
    about = {finding.pk: finding for key in row.billed_lines for finding in findings[key]}
    return DifferenceRow(
        difference=row,
        reason=words.reason(row),
        why=words.why(hope, bill.currency) if hope else "",
        url=line_url(line) if line else "",
        findings=list(about.values()),
    )


def _findings(bill: ExpectedBill, lines: list[int], user: User) -> dict[int, list[Finding]]:
    """The findings about these bill lines that a person sees."""
    found: dict[int, list[Finding]] = defaultdict(list)
    occurrences = Occurrence.objects.filter(
        client=bill.client_id, invoice__in=bill.bills, line_id__in=lines
    ).select_related("finding")
    seen = set(
        Finding.objects.visible_to(user)
        .filter(pk__in=[each.finding_id for each in occurrences])
        .values_list("pk", flat=True)
    )
    for each in occurrences:
        if each.finding_id in seen:
            found[each.line_id].append(each.finding)
    return found


def lines_table(lines: QuerySet[ExpectedLine], currency: str) -> Iterator[tuple[object, ...]]:
    """Every line as a row of a CSV file."""
    for line in lines.order_by("pk").iterator(2000):
        yield (
            str(line.billed_service or line.service_number),
            str(line.charge_code or ""),
            line.charge_in_words,
            line.description,
            *(line.period_from, line.period_to, line.quantity, line.unit_rate),
            *(line.amount, line.low, line.high, line.before),
            line.get_sure_display(),
            words.why(line, currency),
        )


def differences_table(rows: QuerySet[Difference]) -> Iterator[tuple[object, ...]]:
    """Every difference as a row of a CSV file, the largest first."""
    for row in rows.order_by("-distance", "-pk").iterator(2000):
        yield (
            str(row.billed_service or row.service_number),
            str(row.charge_code or ""),
            row.charge_in_words,
            row.description,
            row.get_what_display(),
            *(row.expected, row.billed, row.amount),
            words.reason(row),
        )
