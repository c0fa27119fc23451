"""Counts what the checks of a run looked at, with one look at the lines whatever their number.

Charges are added up in groups that are alike for every check: by month, account, kind, name, and
what is known of them.  Which checks look at a group, their populations say.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum

from billing_audit.checks.base import Nature
from billing_audit.checks.catalogue import all_checks, check_of
from billing_audit.checks.populations import Against, Population
from billing_audit.checks.sources import filled_in, tables_for, with_sources
from billing_audit.checks.sources.traits import WITH_TRAITS
from billing_audit.runs.applying import parameters, tune
from billing_audit.runs.coverage_models import Coverage, UnverifiedCharge
from billing_audit.runs.models import AuditRun, CheckResult
from billing_audit.runs.results import audited_bills

#: Calls have no names of their own; a monthly charge is named by its code, where it has one.
NAME = """CASE WHEN c.charge_type = {type usage}
        OR c.charge_type = {type recurring} AND c.charge_code_id IS NOT NULL
        THEN '' ELSE left(c.description, 300) END"""
_GROUPS = f"""
    SELECT b.month, b.currency, c.account_id, c.charge_type, c.charge_code_id, {NAME} AS name,
        {{traits c}} AS traits, min(left(c.description, 300)) AS description,
        count(*) AS charges, sum(c.amount) AS spend
    FROM {WITH_TRAITS}
    WHERE c.amount > 0
    GROUP BY 1, 2, 3, 4, 5, 6, 7"""  # noqa: S608 - ours
_NAMES = """
    SELECT n.charge_code_id, n.description, array_remove(ARRAY[{meant}], NULL) AS meanings
    FROM (SELECT DISTINCT charge_code_id, description FROM looked_at) n"""
_ALL = """
    SELECT g.month, g.currency, g.account_id, g.charge_type, coalesce(k.code, ''), g.name,
        g.description, g.traits, n.meanings, g.charges, g.spend
    FROM looked_at g
    JOIN named n ON n.description = g.description
        AND n.charge_code_id IS NOT DISTINCT FROM g.charge_code_id
    LEFT JOIN billing_audit_chargecode k ON k.id = g.charge_code_id"""


#: What populations ask about: type of charge, traits, meanings.
Kind = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Group:
    """Charges that every check treats alike."""

    month: date
    currency: str
    account_id: int
    charge_type: int
    code: str
    #: The words of the bill, where the code does not name it.
    name: str
    description: str
    traits: int
    meanings: tuple[str, ...]
    charges: int
    spend: Decimal

    @property
    def kind(self) -> Kind:
        """What populations ask about."""
        return self.charge_type, self.traits, self.meanings


class Sums:
    """Numbers and money by month and currency."""

    def __init__(self) -> None:
        self._sums: dict[tuple[date, str], list[Any]] = defaultdict(lambda: [0, Decimal(0)])

    def add(self, month: date, currency: str, number: int, money: Decimal) -> None:
        sums = self._sums[month, currency]
        sums[0] += number
        sums[1] += money

    def include(self, others: "Sums") -> None:
        for (month, currency), (number, money) in others._sums.items():
            self.add(month, currency, number, money)

    def as_json(self) -> dict[str, dict[str, list[Any]]]:
        told: dict[str, dict[str, list[Any]]] = defaultdict(dict)
        for (month, currency), (number, money) in sorted(self._sums.items()):
            told[month.isoformat()][currency] = [number, str(money)]
        return dict(told)


def note_coverage(run: AuditRun) -> None:
    """Keep what each check of the run looked at, and which charges nothing on file speaks for."""
    states = dict(run.results.values_list("check_code", "state"))
    populations = _populations(states)
    judged = _judgements({against: _made(against, populations, states) for against in Against})
    every, verified, priced = Sums(), Sums(), Sums()
    kinds: dict[Kind, Sums] = defaultdict(Sums)
    unverified: dict[tuple, UnverifiedCharge] = {}
    for group in _groups(run):
        figures = group.month, group.currency, group.charges, group.spend
        every.add(*figures)
        kinds[group.kind].add(*figures)
        judgement = judged(group.kind)
        if judgement.is_priced:
            priced.add(*figures)
        if judgement.is_verified:
            verified.add(*figures)
        else:
            _leave(group, run, judgement.compared_by, unverified)
    Coverage.objects.filter(run=run).delete()
    UnverifiedCharge.objects.filter(run=run).delete()
    Coverage.objects.create(
        client_id=run.client_id,
        run=run,
        checks=_by_check(populations, kinds) | _of_bills(run),
        charges={
            "all": every.as_json(),
            "verified": verified.as_json(),
            "priced": priced.as_json(),
        },
    )
    UnverifiedCharge.objects.bulk_create(unverified.values(), batch_size=1000)


@dataclass(frozen=True)
class Judgement:
    """What checks that ran had to hold against charges of one kind."""

    is_priced: bool
    is_verified: bool
    compared_by: int


def _judgements(by: dict[Against, list[Population]]) -> Callable[[Kind], Judgement]:
    """What can be said of each kind of charges: reckoned once, however many groups are of it."""

    @cache
    def judged(kind: Kind) -> Judgement:
        number = {
            against: sum(looked.holds(*kind) for looked in populations)
            for against, populations in by.items()
        }
        is_priced = number[Against.PRICES] > 0
        is_verified = is_priced or number[Against.RECORDS] > 0
        return Judgement(is_priced, is_verified, number[Against.BILLS])

    return judged


def _populations(states: dict[str, str]) -> dict[str, Population]:
    """What each check looked at, or would have looked at with the data it lacked."""
    return {
        check.code: check.looks_at.without_papers
        if states.get(check.code) == CheckResult.State.CANNOT_CHECK
        else check.looks_at
        for check in all_checks()
        if check.looks_at
    }


def _made(
    against: Against, populations: dict[str, Population], states: dict[str, str]
) -> list[Population]:
    """What the checks of errors that ran held against such things; an idea proves nothing right."""
    return [
        looked
        for code, looked in populations.items()
        if looked.against == against
        and states.get(code) == CheckResult.State.DONE
        and check_of(code).nature == Nature.ERROR
    ]


def _groups(run: AuditRun) -> Iterator[Group]:
    values = parameters(run)
    whole = values["whole"]
    tune()
    with connection.cursor() as cursor:
        for statement in chain.from_iterable(tables_for(filled_in(_GROUPS), whole).values()):
            cursor.execute(statement, values)
        select = with_sources(_GROUPS, whole)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.looked_at, pg_temp.named")
        cursor.execute(f"CREATE TEMPORARY TABLE looked_at ON COMMIT DROP AS {select}", values)
        meant = ", ".join(
            f"CASE WHEN {{means n {name}}} THEN '{name}' END" for name in _meanings_asked()
        )
        names = filled_in(_NAMES.replace("{meant}", meant))
        cursor.execute(f"CREATE TEMPORARY TABLE named ON COMMIT DROP AS {names}", values)
        cursor.execute("ANALYZE pg_temp.looked_at")
        cursor.execute("ANALYZE pg_temp.named")
        cursor.execute(_ALL)
        for *told, meanings, charges, spend in cursor.fetchall():
            yield Group(*told, tuple(meanings), charges, spend)


def _meanings_asked() -> list[str]:
    asked = {name for check in all_checks() if check.looks_at for name in check.looks_at.meanings}
    return sorted(asked)


def _leave(
    group: Group,
    run: AuditRun,
    compared_by: int,
    unverified: dict[tuple, UnverifiedCharge],
) -> None:
    """Add the group to the charges that nothing on file speaks for."""
    named = (
        *(group.account_id, group.code, group.name),
        *(group.currency, group.charge_type, group.traits),
    )
    row = unverified.get(named)
    if row is None:
        row = unverified[named] = UnverifiedCharge(
            client_id=run.client_id,
            run=run,
            account_id=group.account_id,
            code=group.code,
            description=group.description,
            charge_type=group.charge_type,
            traits=group.traits,
            currency=group.currency,
            charges=0,
            spend=Decimal(0),
            first_month=group.month,
            last_month=group.month,
            compared_by=compared_by,
        )
    row.charges += group.charges
    row.spend += group.spend
    row.first_month = min(row.first_month, group.month)
    row.last_month = max(row.last_month, group.month)


def _by_check(populations: dict[str, Population], kinds: dict[Kind, Sums]) -> dict[str, Any]:
    told = {}
    for looked in set(populations.values()):  # many checks look at the same charges
        sums = Sums()
        for kind, own in kinds.items():
            if looked.holds(*kind):
                sums.include(own)
        told[looked] = sums.as_json()
    return {code: told[looked] for code, looked in populations.items()}


def _of_bills(run: AuditRun) -> dict[str, Any]:
    """Bills that the checks of bills looked at, and what these come to."""
    checks = [check for check in all_checks() if check.of_bills]
    states = dict(run.results.values_list("check_code", "state"))
    told = {check.code: Sums() for check in checks}
    asked: dict[str, Q] = {
        check.code: Q() if states.get(check.code) == "cannot-check" else check.applies_to
        for check in checks
    }
    counts = {f"n_{code}": Count("pk", filter=which) for code, which in asked.items()}
    sums = {
        f"m_{code}": Sum("lines_total", filter=which & Q(lines_total__gt=0), default=Decimal(0))
        for code, which in asked.items()
    }
    bills = audited_bills(run).order_by().values("month", "currency").annotate(**counts, **sums)
    for row in bills:
        for code, own in told.items():
            if row[f"n_{code}"]:
                own.add(row["month"], row["currency"], row[f"n_{code}"], row[f"m_{code}"])
    return {code: own.as_json() for code, own in told.items()}
