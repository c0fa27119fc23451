"""What a bill charges for: charge by charge with its explanation, and site by site."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, QuerySet, Sum

from billing_audit.bills.charge_types import ChargeType
from billing_audit.bills.models import Invoice, Line, LineShelf
from billing_audit.explaining.glossary import Entry, explain
from billing_audit.findings.models import Finding, Occurrence

#: Kinds of charges that a page explains; the rest stands in one sum below them.
MOST = 40


@dataclass(frozen=True)
class ExplainedCharge:
    """All lines of one charge, and what it is."""

    code: str
    description: str
    charge_type: ChargeType
    amount: Decimal
    lines: int
    entry: Entry

    @property
    def type_in_address(self) -> str:
        return self.charge_type.name.lower()


@dataclass(frozen=True)
class SiteShare:
    """What one site is charged."""

    name: str
    amount: Decimal
    services: int


@dataclass(frozen=True)
class OnThisBill:
    """What one finding asks back of this bill."""

    finding: Finding
    amount: Decimal
    charges: int


def lines_of(bill: Invoice) -> QuerySet[Line]:
    """The bill's lines that count, looked for on its client's shelves alone."""
    shelves = LineShelf.objects.filter(client=bill.client_id).values_list("pk", flat=True)
    every = Line.objects.filter(client=bill.client_id, shelf_id__in=list(shelves), invoice=bill)
    return every.exclude(charge_type=ChargeType.MEMO)


def explained(lines: QuerySet[Line]) -> list[ExplainedCharge]:
    """Every charge of a bill, by type and the largest first."""
    coded = lines.exclude(charge_code=None).order_by().values("charge_type", "charge_code__code")
    named = lines.filter(charge_code=None).order_by().values("charge_type", "description")
    rows = [
        (row["charge_code__code"], row["words"], row)
        for row in coded.annotate(words=Max("description"), sum=Sum("amount"), count=Count("pk"))
    ]
    rows += [
        ("", row["description"], row)
        for row in named.annotate(sum=Sum("amount"), count=Count("pk"))
    ]
    found = [
        ExplainedCharge(
            code,
            words,
            ChargeType(row["charge_type"]),
            row["sum"],
            row["count"],
            explain(code=code, description=words, charge_type=row["charge_type"]),
        )
        for code, words, row in rows
    ]
    return sorted(found, key=lambda each: (each.charge_type, -each.amount, each.code))


def by_site(lines: QuerySet[Line]) -> list[SiteShare]:
    """What each site is charged by name; what names no known site comes last."""
    rows = (
        lines.order_by()
        .values(name=F("billed_service__service__site__name"))
        .annotate(amount=Sum("amount"), services=Count("billed_service", distinct=True))
    )
    shares = [SiteShare(row["name"] or "", row["amount"], row["services"]) for row in rows]
    return sorted(shares, key=lambda share: (not share.name, -share.amount))


def found_on(bill: Invoice, findings: QuerySet[Finding]) -> list[OnThisBill]:
    """What findings ask back of this bill, the most first."""
    sums = {
        row["finding"]: row
        for row in Occurrence.objects.filter(invoice=bill, finding__in=findings, supporting=False)
        .order_by()
        .values("finding")
        .annotate(amount=Sum("claimed"), charges=Count("pk"))
    }
    rows = [
        OnThisBill(finding, sums[finding.pk]["amount"], sums[finding.pk]["charges"])
        for finding in findings.filter(pk__in=sums)
    ]
    return sorted(rows, key=lambda row: (-row.amount, row.finding.pk))


def marked(lines: list[Line], findings: QuerySet[Finding]) -> dict[int, Finding]:
    """The finding of each line that has one."""
    keys = [line.pk for line in lines]
    touched = Occurrence.objects.filter(line_id__in=keys, finding__in=findings)
    pairs = dict(touched.order_by("claimed").values_list("line_id", "finding"))
    known = findings.in_bulk(set(pairs.values()))
    return {line: known[finding] for line, finding in pairs.items()}
