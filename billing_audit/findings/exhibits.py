"""What a bill line, a contract rate or a service says on a finding's page, and the way to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from billing_audit.bills.models import BilledService, Invoice, Line
from clients.telecom.models import ContractRate, Service
from clients.telecom.reference.lookups import last_day
from retainer.lib import format as written
from retainer.lib import keyset

#: Of a list of lines, as many as a reader looks through.
MOST_LINES = 50


@dataclass(frozen=True)
class Fact:
    term: str
    value: str
    #: This is what the two sides do not agree about.
    differs: bool = False
    url: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Exhibit:
    """One side of the evidence."""

    title: str
    source: str
    url: str
    facts: list[Fact]


def of_line(title: str, line: Line, disputed: str) -> Exhibit:
    currency = line.invoice.currency
    facts = [
        Fact("Service", str(line.billed_service or written.UNKNOWN), is_code=True),
        Fact("Charge", line.description or line.get_charge_type_display()),
        Fact("Charge code", str(line.charge_code or written.UNKNOWN), is_code=True),
        Fact("Period", written.period(line.period_from, line.period_to)),
        Fact("Quantity", written.number(line.quantity)),
        Fact("Rate", written.rate(line.unit_rate, currency)),
        Fact("Amount", written.money(line.amount, currency)),
        _place(line.invoice, line.source_row),
    ]
    source = f"Invoice {line.invoice.number}, line {line.line_no}"
    return Exhibit(title, source, line_url(line), _disputing(facts, disputed))


def _disputing(facts: Iterable[Fact], term: str) -> list[Fact]:
    return [replace(each, differs=each.term == term) for each in facts]


def _place(invoice: Invoice, row: int | None) -> Fact:
    """The way back to the original file, and the place in it."""
    place = f"{invoice.bill_file.name}, row {row}" if row else invoice.bill_file.name
    return Fact("File", place, url=reverse("bills:file_detail", args=[invoice.bill_file.public_id]))


def line_url(line: Line) -> str:
    """The invoice's page, with its lines from this one on."""
    page = reverse("bills:invoice_detail", args=[line.invoice.public_id])
    return f"{page}?older={keyset.key_of([line.pk - 1])}#line-{line.pk}"


def of_bill(title: str, invoice: Invoice) -> Exhibit:
    facts = [
        Fact("Number", invoice.number, is_code=True),
        Fact("Account", str(invoice.account)),
        Fact("Bill date", written.day(invoice.bill_date)),
        Fact("Stated total", written.money(invoice.stated_total, invoice.currency)),
        Fact("Sum of its lines", written.money(invoice.lines_total, invoice.currency)),
        Fact("Lines", written.number(invoice.line_count)),
        _place(invoice, None),
    ]
    url = reverse("bills:invoice_detail", args=[invoice.public_id])
    return Exhibit(title, f"Invoice {invoice.number}", url, facts)


def of_rate(rate: ContractRate) -> Exhibit:
    last = last_day(rate.valid)
    facts = [
        Fact("Contract", rate.contract.number if rate.contract else written.UNKNOWN, is_code=True),
        Fact("Agreed for", str(rate.service or rate.site or "every service with this code")),
        Fact("Charge code", rate.charge_code, is_code=True),
        Fact("Valid", written.period(rate.valid.lower, last)),
        Fact("Rate", written.rate(rate.rate, rate.currency), differs=True),
    ]
    own = reverse("telecom:rate_detail", args=[rate.public_id])
    if not rate.document:
        facts.append(Fact("Paper", "No signed paper is named for this rate", url=own))
        return Exhibit("The contract says", "Rate on file", own, facts)
    paper = reverse("telecom:document_download", args=[rate.document.public_id])
    source = rate.document.title
    if rate.page:
        paper, source = f"{paper}#page={rate.page}", f"{source}, page {rate.page}"
    facts.append(Fact("Rate on file", "open", url=own))
    return Exhibit("The contract says", source, paper, facts)


def of_service(service: Service) -> Exhibit:
    facts = [
        Fact("Service", service.number, is_code=True),
        Fact("State", service.get_state_display()),
        Fact("Product", service.product or service.kind or written.UNKNOWN),
        Fact("Site", str(service.site or written.UNKNOWN)),
        Fact("Installed on", written.day(service.install_date)),
        Fact("Disconnected on", written.day(service.disconnect_date), differs=True),
    ]
    url = reverse("telecom:service_detail", args=[service.public_id])
    return Exhibit("The inventory says", "Service on file", url, facts)


def of_inventory(billed: BilledService) -> Exhibit:
    """What the inventory says of a number that it does not hold as the client's."""
    if service := billed.service:
        url = reverse("telecom:service_detail", args=[service.public_id])
        state = Fact("State", service.get_state_display(), differs=True)
        facts = [Fact("Service", service.number, is_code=True), state]
        return Exhibit("The inventory says", "Service on file", url, facts)
    url = f"{reverse('telecom:service_list')}?q={billed.number}"
    facts = [Fact("Service", f"{billed.number} is not on file", differs=True)]
    return Exhibit("The inventory says", "Search the inventory", url, facts)


def of_rule(rule: str, broken_by: str) -> Exhibit:
    facts = [
        Fact("Rule", rule, is_code=True),
        Fact("Broken by", broken_by, differs=True),
    ]
    return Exhibit("The standard says", "", "", facts)


def of_lines(title: str, lines: list[Line]) -> Exhibit:
    """Several lines in brief, each with the way to it."""
    facts = [
        Fact(
            f"Invoice {line.invoice.number}, line {line.line_no}",
            f"{written.period(line.period_from, line.period_to)}, "
            f"{written.money(line.amount, line.invoice.currency)}",
            differs=True,
            url=line_url(line),
        )
        for line in lines[:MOST_LINES]
    ]
    if more := len(lines) - len(facts):
        facts.append(Fact("", f"and {written.count(more, 'more line')}"))
    return Exhibit(title, "", "", facts)
