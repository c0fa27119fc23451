"""The workbook that comes with a report: a sheet per subject, every charge, the same totals.

Like the PDF it is made of what was frozen alone, so it can be made again to the byte.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from decimal import Decimal
from typing import IO

from billing_audit.money.places import MEANINGS
from billing_audit.reports import places, presentation
from billing_audit.reports.charge_rows import ChargeRow
from billing_audit.reports.shape import Figures, ReportedFinding
from retainer.lib import format as written
from retainer.lib.workbook import Cell, Column, Sheet, write

Row = list[Cell]
PLACES = [word for word, _ in MEANINGS.values()]


def draw(figures: Figures, charges: Iterable[ChargeRow], out: IO[bytes]) -> None:
    """Write the workbook of a report."""
    sheets = (
        _summary(figures),
        _findings(figures),
        _charges(charges),
        _disputes(figures),
        _credits(figures),
        _hours(figures),
        _unchecked(figures),
        _settings(figures),
        _words(figures),
    )
    write(
        out,
        sheets,
        title=f"{presentation.title_of(figures)}, {figures.client}",
        author=figures.practice.name,
        made=figures.known_at,
    )


def _summary(figures: Figures) -> Sheet:
    versions = figures.versions
    facts: list[Row] = [
        ["Client", "", None, figures.client],
        ["Month", "", None, figures.month],
        ["Version", "", None, figures.version],
        ["Everything known up to", "", None, written.moment(figures.known_at)],
        ["Audit", "", None, versions.run or "none"],
        ["Bills, SHA-256", "", None, versions.bills_sha256],
        ["Checks with what was set for this client, SHA-256", "", None, versions.checks_sha256],
        ["Charges of this workbook, SHA-256", "", None, figures.all_charges_sha256],
    ]
    amounts: list[Row] = [
        [word, currency, amount, None]
        for money in figures.money
        for currency, word, amount in (
            (money.currency, "Billed in the month", money.audited),
            (money.currency, "Found this month", money.found),
            (money.currency, "Recurring, a month", money.recurring),
            (money.currency, "Came back this month", money.came_back),
            (money.currency, "At stake, in no total", money.at_stake),
        )
    ]
    amounts += [
        [row.word, currency, amount, None]
        for row in places.rows(figures)
        for currency, amount in row.by_currency
    ]
    columns = [Column("What", 44), Column("Currency", 10), Column("Amount", 16), Column("Fact", 60)]
    return Sheet("Summary", columns, [*amounts, *facts])


def _findings(figures: Figures) -> Sheet:
    columns = [
        *(Column("Check", 8), Column("Cause", 34), Column("Finding", 34), Column("Carrier", 20)),
        *(Column("Account", 16), Column("First month"), Column("Last month")),
        *(Column("Charges", 9), Column("Currency", 9), Column("Found this month", 14)),
        *(Column(word, 14) for word in PLACES),
        *(Column("Found so far", 14), Column("At stake", 12), Column("In words", 90)),
    ]
    findings = [*figures.findings(), *figures.earlier]
    totals: list[Row] = [
        [
            *("Total", None, None, None, None, None, None, None, money.currency, money.found),
            *(*astuple(money.places), money.total, money.at_stake, None),
        ]
        for money in figures.money
    ]
    return Sheet("Findings", columns, map(_finding, findings), totals)


def _finding(finding: ReportedFinding) -> Row:
    return [
        *(finding.check, finding.cause, finding.subject, finding.carrier, finding.account),
        *(finding.first_month, finding.last_month, finding.charges_in_total, finding.currency),
        *(finding.found, *astuple(finding.places), finding.total, finding.at_stake),
        finding.sentence,
    ]


def _charges(charges: Iterable[ChargeRow]) -> Sheet:
    columns = [
        *(Column("Check", 8), Column("Cause", 34), Column("Finding", 34), Column("Carrier", 20)),
        *(Column("Account", 16), Column("Bill", 18), Column("Bill date"), Column("Month")),
        *(Column("Line", 10), Column("Service", 20), Column("Description", 40)),
        *(Column("Currency", 9), Column("Billed", 12), Column("Should be", 12)),
        *(Column("Claimed", 12), Column("At stake", 12), Column("Where it is", 16)),
    ]
    claimed: dict[str, Decimal] = defaultdict(Decimal)

    def rows() -> Iterator[Row]:
        for charge in charges:
            claimed[charge.currency] += charge.claimed
            yield [getattr(charge, name) for name in charge.__dataclass_fields__]

    def totals() -> Iterator[Row]:
        for currency, amount in sorted(claimed.items()):
            yield ["Total", *[None] * 10, currency, None, None, amount, None, None]

    return Sheet("Charges", columns, rows(), totals())


def _disputes(figures: Figures) -> Sheet:
    columns = [
        *(
            Column("Dispute", 10),
            Column("Carrier", 20),
            Column("Account", 16),
            Column("Ticket", 16),
        ),
        *(Column("State", 20), Column("Sent"), Column("Closed"), Column("Days", 8)),
        *(Column("Due", 24), Column("Due on"), Column("Charges", 9), Column("Currency", 9)),
        *(Column(word, 14) for word in PLACES[3:]),
    ]
    sums: dict[str, list[Decimal]] = {}
    for each in figures.disputes:
        so_far = sums.get(each.currency, [Decimal(0)] * 4)
        sums[each.currency] = list(map(sum, zip(so_far, astuple(each.places)[3:], strict=True)))
    rows = [
        [
            *(each.number, each.carrier, each.account, each.ticket, each.state, each.sent),
            *(each.closed, each.days, each.due, each.due_on, each.charges, each.currency),
            *astuple(each.places)[3:],
        ]
        for each in figures.disputes
    ]
    totals: list[Row] = [
        ["Total", *[None] * 10, currency, *amounts] for currency, amounts in sums.items()
    ]
    return Sheet("Disputes", columns, rows, totals)


def _credits(figures: Figures) -> Sheet:
    columns = [
        *(Column("Carrier", 20), Column("Account", 16), Column("On bill", 18)),
        *(Column("Bill date"), Column("Dispute", 10), Column("Verified", 10)),
        *(Column("Currency", 9), Column("Credited", 14)),
    ]
    rows = [
        [
            *(each.carrier, each.account, each.bill, each.dated, each.dispute),
            *("yes" if each.verified else "not yet", each.currency, each.amount),
        ]
        for each in figures.credits
    ]
    totals: list[Row] = [
        ["Total", *[None] * 5, currency, amount]
        for currency, amount in figures.credits_by_currency.items()
    ]
    return Sheet("Credits", columns, rows, totals)


def _hours(figures: Figures) -> Sheet:
    columns = [
        *(Column("Agreement", 26), Column("Project", 26), Column("Day"), Column("By", 20)),
        *(Column("What was done", 70), Column("Hours", 9)),
    ]
    rows = [
        [under.agreement, project.name, entry.worked, entry.who, entry.text, entry.hours]
        for under in figures.hours
        for project in under.projects
        for entry in project.entries
    ]
    return Sheet("Hours", columns, rows, [["Total", None, None, None, None, figures.hours_used]])


def _unchecked(figures: Figures) -> Sheet:
    columns = [Column("What", 50), Column("Why", 60), Column("What changes that", 50)]
    rows = [
        *([f"{each.code} {each.title}", each.reason, each.remedy] for each in figures.unchecked),
        *([each.what, each.why, each.remedy] for each in figures.gaps),
        *(
            [f"Service {each.number}", "In no inventory we were given", "You confirm it"]
            for each in figures.unconfirmed
        ),
    ]
    return Sheet("Not checked", columns, rows)


def _settings(figures: Figures) -> Sheet:
    columns = [
        *(Column("Check", 8), Column("Title", 40), Column("Compared with", 30)),
        *(Column("Value", 26), Column("Usual, where set for this client", 26)),
        *(Column("Why", 60), Column("Version of the check", 20)),
    ]
    rows = [
        [
            *(check.code, check.title, setting.label, setting.value, setting.default),
            *(setting.reason, check.fingerprint),
        ]
        for check in figures.method
        for setting in check.settings
    ]
    return Sheet("Tolerances", columns, rows)


def _words(figures: Figures) -> Sheet:
    columns = [Column("Word", 26), Column("What it means", 120)]
    return Sheet("Words", columns, [[term.word, term.meaning] for term in figures.terms])
