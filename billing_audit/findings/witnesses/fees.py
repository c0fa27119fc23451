"""Public fees and certificates, and what a tax or fee on a bill is charged on."""

from decimal import Decimal
from functools import partial

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from billing_audit.bills.models import ChargeType, Line
from billing_audit.checks.fees.sources import KINDS
from billing_audit.checks.meanings import asked
from billing_audit.findings.exhibits import Exhibit, Fact, of_line
from billing_audit.findings.witnesses.core import OF_LINES
from billing_audit.findings.witnesses.registry import Witness, reckoned, witness
from clients.telecom.models import PublicFee, Service, TaxCertificate
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written

NONE = Decimal(0)
PLAIN = (ChargeType.RECURRING, ChargeType.USAGE, ChargeType.ONE_TIME)
LEVIED = (ChargeType.TAX, ChargeType.SURCHARGE, ChargeType.FEE)
#: Neither is part of what a fee is charged on.
NO_BASE = (ChargeType.MEMO, ChargeType.TAX, ChargeType.LATE_FEE)
INTERSTATE = Q(jurisdiction__iexact="interstate")


def of_fee(title: str, fee: PublicFee) -> Exhibit:
    is_percent = fee.unit == PublicFee.Unit.PERCENT
    facts = [
        Fact("Fee", fee.title),
        Fact("Set by", fee.authority),
        Fact("Valid", written.period(fee.valid.lower, last_day(fee.valid))),
        Fact(
            "Rate",
            written.percent(fee.rate) if is_percent else written.rate(fee.rate),
            differs=True,
        ),
        Fact("Source", fee.source),
    ]
    return Exhibit(title, fee.code, reverse("telecom:fee_detail", args=[fee.public_id]), facts)


def of_certificate(certificate: TaxCertificate) -> Exhibit:
    facts = [
        Fact("Free of", certificate.tax, differs=True),
        Fact("Where", certificate.jurisdiction or "everywhere"),
        Fact("Legal entity", certificate.legal_entity),
        Fact("Given to the carrier on", written.day(certificate.given_on)),
        Fact("Valid", written.period(certificate.valid.lower, last_day(certificate.valid))),
    ]
    return Exhibit("The certificate says", f"Certificate {certificate.number}", "", facts)


TABLE, OTHER = "The public table says", "Another row of the table"
ON, CREDIT = "It is charged on", "The credit"
witness("fee", Witness(PublicFee, TABLE, partial(of_fee, TABLE), is_public=True))
witness("credit", Witness(Line, CREDIT, partial(of_line, CREDIT, disputed=""), OF_LINES))
witness("base", Witness(Line, ON, partial(of_line, ON, disputed="Charge"), OF_LINES))
witness("other_fee", Witness(PublicFee, OTHER, partial(of_fee, OTHER), is_public=True))
witness(
    "certificate", Witness(TaxCertificate, "The certificate says", of_certificate, ("carrier",))
)


@reckoned("fee.quarter")
@reckoned("other_fee.quarter")
def quarter(fee: PublicFee) -> str:
    """``2Q26``."""
    return f"{(fee.valid.lower.month + 2) // 3}Q{fee.valid.lower:%y}"


def lines_of(line: Line) -> QuerySet[Line]:
    """All lines of the bill the line is on."""
    return Line.objects.filter(
        client=line.client_id, shelf_id=line.shelf_id, invoice=line.invoice_id
    )


def added_up(lines: QuerySet[Line]) -> Decimal:
    return lines.aggregate(sum=Sum("amount", default=NONE))["sum"]


def parent_of(line: Line) -> Line | None:
    """The one line that this one names as its parent."""
    if not line.parent_line:
        return None
    found = list(lines_of(line).filter(line_no=line.parent_line).exclude(pk=line.pk)[:2])
    return found[0] if len(found) == 1 else None


def of_kind(lines: QuerySet[Line], kind: str) -> QuerySet[Line]:
    """The taxes and fees among them that are of a kind, with what takes them back."""
    levies = lines.filter(
        charge_type__in=(*LEVIED, ChargeType.CREDIT, ChargeType.ADJUSTMENT)
    ).filter(asked(kind))
    for earlier in KINDS[: KINDS.index(kind)]:
        levies = levies.exclude(asked(earlier))
    return levies


def _before(line: Line, parts: QuerySet[Line]) -> Decimal:
    """What the parts before this one add up to; what is taken back comes first."""
    in_order = sorted(
        parts,
        key=lambda each: (
            each.amount > 0, len(each.line_no), each.line_no, each.source_row or 0, each.pk
        ),
    )  # fmt: skip
    return sum((each.amount for each in in_order[: in_order.index(line)]), NONE)


@reckoned("line.fusf_before")
def fusf_before(line: Line) -> Decimal:
    """The parts of the fee before this one: those on the same charge, or all that name none."""
    return _before(line, of_kind(lines_of(line).filter(parent_line=line.parent_line), "fusf"))


@reckoned("line.fusf_base")
def fusf_base(line: Line) -> Decimal:
    """The charge the fee is on, or the interstate charges of its bill."""
    if parent := parent_of(line):
        return parent.amount
    others = lines_of(line).filter(INTERSTATE).exclude(charge_type__in=NO_BASE)
    return added_up(others) - added_up(
        of_kind(lines_of(line).filter(INTERSTATE), "fusf").exclude(charge_type__in=NO_BASE)
    )


def _is(line: Line, meaning: str) -> bool:
    return Line.objects.filter(shelf_id=line.shelf_id, pk=line.pk).filter(asked(meaning)).exists()


@reckoned("line.fusf_charged_on")
def fusf_charged_on(line: Line) -> str | None:
    """What a fee is on that does not bear it."""
    if not line.parent_line:
        plain = lines_of(line).filter(charge_type__in=PLAIN)
        if (
            plain.exists()
            and not plain.filter(INTERSTATE | Q(jurisdiction="")).exists()
            and not fusf_base(line)
        ):
            return "charges none of which is interstate"
        return None
    if (parent := parent_of(line)) is None:
        return None
    if parent.charge_type == ChargeType.TAX:
        return "a tax"
    if parent.charge_type == ChargeType.LATE_FEE:
        return "a late fee"
    for meaning, said in (("internet_access", "internet access"), ("equipment", "equipment")):
        if _is(parent, meaning):
            return said
    is_marked = parent.jurisdiction and parent.jurisdiction.lower() != "interstate"
    return "an intrastate charge" if is_marked else None


@reckoned("line.fusf_revenue")
def fusf_revenue(line: Line) -> Decimal:
    """All charges of the bill but taxes, late fees and the fee itself."""
    counted = lines_of(line).exclude(charge_type__in=NO_BASE)
    return added_up(counted) - added_up(of_kind(counted, "fusf"))


@reckoned("line.excise_base")
def excise_base(line: Line) -> Decimal:
    """What of the bill may be local service."""
    lines = lines_of(line).exclude(charge_type__in=NO_BASE)
    lines = lines.filter(~INTERSTATE | asked("subscriber_line_charge"))
    for meaning in ("long_distance", "voip", "wireless", "internet_access", "federal_excise_tax"):
        lines = lines.exclude(asked(meaning))
    return max(NONE, added_up(lines))


@reckoned("line.excise_before")
def excise_before(line: Line) -> Decimal:
    """The parts of the tax that come before this one on the bill."""
    return _before(line, of_kind(lines_of(line), "federal_excise_tax"))


def _alike(line: Line) -> QuerySet[Line]:
    """The parts a tax or fee is billed in: the same code, on the same charge."""
    return lines_of(line).filter(
        charge_code=line.charge_code_id, parent_line=line.parent_line, charge_type=line.charge_type
    )


def _may_be_on(line: Line, lines: QuerySet[Line]) -> Decimal | None:
    """What a tax or fee may be on at most: the charge it names with its fees, or these lines."""
    own = NONE if line.charge_type == ChargeType.TAX else added_up(_alike(line))
    if not line.parent_line:
        return added_up(lines.exclude(charge_type__in=NO_BASE)) - own
    if (parent := parent_of(line)) is None:
        return None
    fees = lines_of(line).filter(
        parent_line=line.parent_line, charge_type__in=(ChargeType.SURCHARGE, ChargeType.FEE)
    )
    return parent.amount + added_up(fees) - own


@reckoned("line.tabled_base")
def tabled_base(line: Line) -> Decimal | None:
    return _may_be_on(line, lines_of(line))


@reckoned("line.tabled_base_in_state")
def tabled_base_in_state(line: Line) -> Decimal | None:
    return _may_be_on(line, lines_of(line).exclude(INTERSTATE))


@reckoned("line.tabled_before")
def tabled_before(line: Line) -> Decimal:
    return _before(line, _alike(line))


@reckoned("credit.place")
def place(credit: Line) -> str:
    """Where a credit stands, as it tells several on one account apart."""
    return f"Line {credit.line_no} of bill {credit.invoice.number}"[:40]


@reckoned("facts.lines")
def lines_of_service(service: Service) -> Decimal | None:
    """How many lines or seats the inventory knows of."""
    return None if service.seats is None else Decimal(service.seats)
