"""What was agreed with carriers."""

from collections.abc import Callable
from decimal import Decimal

from clients.telecom import forms
from clients.telecom.models import Contract, ContractRate
from clients.telecom.reference import Contracts, Rates
from clients.telecom.reference.lookups import last_day
from clients.telecom.registers.base import CLIENT, Cell, Register, until
from retainer.lib import format as written


def _percent(value: Decimal | None) -> str:
    return written.UNKNOWN if value is None else f"{written.number(value)}%"


def _days(value: int | None) -> str:
    return written.UNKNOWN if value is None else written.count(value, "day")


def _codes(codes: list[str]) -> str:
    return ", ".join(codes) or written.UNKNOWN


def _months(value: int | None) -> str:
    return written.UNKNOWN if value is None else written.count(value, "month")


def _terms(panel: str, *cells: tuple[str, Callable[[Contract], object]]) -> tuple[Cell, ...]:
    return tuple(Cell(heading, write, detail_only=True, panel=panel) for heading, write in cells)


#: How bills, disputes and ends work: panels of a contract's page.
CLAUSES = (
    *_terms(
        "Billing",
        ("Currency", lambda row: row.currency),
        ("Part of a month", lambda row: row.get_proration_display() or written.UNKNOWN),
        ("Payment is due after", lambda row: _days(row.payment_days)),
        ("Late fee a month", lambda row: _percent(row.late_fee_percent)),
        ("Late fee charge codes", lambda row: _codes(row.late_fee_codes)),
        ("Limit of back-billing", lambda row: _months(row.back_bill_months)),
        ("Cap on increases in a year", lambda row: _percent(row.escalator_cap_percent)),
        ("Minimum of licences or seats", lambda row: written.number(row.minimum_seats)),
    ),
    *_terms(
        "Disputes and changes",
        ("Time to dispute", lambda row: _days(row.dispute_days)),
        ("Time to withhold", lambda row: _days(row.withhold_days)),
        ("Deemed accepted after", lambda row: _days(row.acceptance_days)),
        ("Parallel billing in a migration", lambda row: _days(row.overlap_days)),
        ("Notice to disconnect a service", lambda row: _days(row.disconnect_notice_days)),
    ),
    *_terms(
        "End and renewal",
        ("After the term", lambda row: row.get_holdover_display() or written.UNKNOWN),
        ("Renews itself for", lambda row: _months(row.renewal_months)),
        ("Notice at the earliest", lambda row: _days(row.notice_opens_days)),
        ("Minimum term of a service", lambda row: _months(row.minimum_term_months)),
        ("Termination in the minimum term", lambda row: _percent(row.termination_percent)),
        ("Termination afterwards", lambda row: _percent(row.later_termination_percent)),
        ("Termination charge codes", lambda row: _codes(row.termination_codes)),
    ),
)

CONTRACTS = Register(
    noun="contract",
    title="Contracts",
    answer="What was signed with carriers, and for how long.",
    empty="A contract holds the signed papers that its rates point at.",
    model=Contract,
    form=forms.ContractForm,
    cells=(
        Cell("Contract number", lambda row: row.number, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Title", lambda row: row.title),
        Cell("From", lambda row: written.day(row.term.lower if row.term else None)),
        Cell("Until", lambda row: written.day(last_day(row.term) if row.term else None)),
        Cell("Notice", lambda row: _days(row.notice_days), detail_only=True),
        Cell(
            "Last month billed by the day",
            lambda row: "yes" if row.prorates_disconnects else "no",
            detail_only=True,
        ),
        *CLAUSES,
    ),
    order=("number", "id"),
    search=("number", "title", "carrier__name"),
    related=("client", "carrier"),
    loader=Contracts,
    icon="contract",
)

RATES = Register(
    noun="rate",
    title="Contract rates",
    answer="Agreed unit prices. The most specific one that fits a bill line wins.",
    empty="Without rates nobody can say whether a price is right. Load them from a CSV file.",
    model=ContractRate,
    form=forms.RateForm,
    cells=(
        Cell("Charge code", lambda row: row.charge_code, "mono"),
        Cell("Carrier", lambda row: row.carrier),
        CLIENT,
        Cell("Rate", lambda row: written.rate(row.rate, row.currency), "num"),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", until),
        Cell("Contract", lambda row: row.contract and row.contract.number),
        Cell("Site", lambda row: row.site),
        Cell("Service", lambda row: row.service, "mono"),
        Cell("Document", lambda row: row.document, detail_only=True),
        Cell("Page", lambda row: row.page, detail_only=True),
    ),
    order=("charge_code", "id"),
    search=("charge_code", "carrier__name", "contract__number", "service__number"),
    related=("client", "carrier", "contract", "site", "service", "document"),
    loader=Rates,
    icon="rate",
)
