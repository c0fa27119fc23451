"""The clocks of outages: what the contract gives a carrier to respond and to restore."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from clients.people.models import Practice
from clients.telecom.models import Contract, Outage, RepairTarget
from retainer.lib import format as written
from retainer.lib.business_time import BusinessTime

MINUTE = timedelta(minutes=1)


class AroundTheClock:
    """Every hour counts; spans are real time, whatever the clocks on walls do."""

    def after(self, moment: datetime, span: timedelta) -> datetime:
        return moment.astimezone(UTC) + span

    def between(self, first: datetime, last: datetime) -> timedelta:
        return last.astimezone(UTC) - first.astimezone(UTC)


def time_of(target: RepairTarget, zone: ZoneInfo) -> BusinessTime | AroundTheClock:
    """The time that counts by a target's clock."""
    if target.clock == RepairTarget.Clock.ALWAYS:
        return AroundTheClock()
    return BusinessTime(zone, target.opens, target.closes, target.weekdays, target.closed)


@dataclass(frozen=True)
class Clock:
    """One target of one outage, by the contract's clock."""

    deed: str  # Respond, Restore
    target: RepairTarget
    minutes: int
    due_at: datetime
    #: When it stopped; none while it runs.
    stopped_at: datetime | None
    #: Whole minutes of the contract's clock so far, or until it stopped.
    spent: int

    @property
    def in_words(self) -> str:
        return f"{self.deed} within {written.duration(self.minutes * MINUTE)}"

    @property
    def minutes_late(self) -> int:
        return max(0, self.spent - self.minutes)

    @property
    def state(self) -> str:
        if self.minutes_late:
            return "target_missed"
        return "target_met" if self.stopped_at else "target_running"

    @property
    def words(self) -> str:
        """``by 12 Mar 2026, 14:05`` while there is time, ``late by 2 h`` when there was none."""
        if self.minutes_late:
            so_far = "" if self.stopped_at else " so far"
            return f"late by {written.duration(self.minutes_late * MINUTE)}{so_far}"
        return "in time" if self.stopped_at else f"by {written.moment(self.due_at)}"


def clocks_of(outages: Sequence[Outage], now: datetime) -> dict[int, list[Clock]]:
    """The clocks of each outage, by its key; none where no target is on file for its day."""
    if not outages:
        return {}
    zone = ZoneInfo(Practice.current().time_zone)
    targets = _targets(outages, zone)
    return {
        outage.pk: [*_clocks(outage, targets[outage.pk], zone, now)] if outage.pk in targets else []
        for outage in outages
    }


def tell_clocks(outages: Iterable[Outage]) -> None:
    """Let each outage tell its clocks as ``clocks``."""
    outages = list(outages)
    found = clocks_of(outages, timezone.now())
    for outage in outages:
        outage.clocks = found[outage.pk]


def _clocks(outage: Outage, target: RepairTarget, zone: ZoneInfo, now: datetime) -> Iterable[Clock]:
    time = time_of(target, zone)
    began, over = outage.clock_began, outage.ended
    for deed, minutes, stopped in (
        ("Respond", target.respond_minutes, outage.responded),
        ("Restore", target.restore_minutes, over),
    ):
        # When they answered a trouble that is over may never have been noted: it says nothing.
        if minutes and (stopped or not over):
            spent = time.between(began, max(began, stopped or now)) // MINUTE
            yield Clock(deed, target, minutes, time.after(began, minutes * MINUTE), stopped, spent)


def _targets(outages: Sequence[Outage], zone: ZoneInfo) -> dict[int, RepairTarget]:
    """The target that holds for each outage on its first day: of its kind of service, or of all."""
    contracts = contracts_of(outages, zone)
    of_contract: dict[int, list[RepairTarget]] = defaultdict(list)
    rows = RepairTarget.objects.filter(contract__in=set(contracts.values()))
    for target in rows.select_related("contract"):
        of_contract[target.contract_id].append(target)
    found = {}
    for outage in outages:
        day, kind = first_day(outage, zone), outage.service.kind.upper()
        held = [each for each in of_contract[contracts.get(outage.pk, 0)] if day in each.valid]
        fitting = [each for each in held if each.kind.upper() in (kind, "")]
        if fitting:
            found[outage.pk] = max(fitting, key=lambda each: bool(each.kind))
    return found


def contracts_of(outages: Sequence[Outage], zone: ZoneInfo) -> dict[int, int]:
    """The contract of each outage: the account's, else the carrier's only one, or only one then."""
    accounts = {each.pk: each.service.account for each in outages if each.service.account}
    wanted = Q(pk__in=())
    for account in accounts.values():
        wanted |= Q(client=account.client_id, carrier=account.carrier_id)
    groups: dict[tuple[int, int], list[Contract]] = defaultdict(list)
    for contract in Contract.objects.filter(wanted):
        groups[contract.client_id, contract.carrier_id].append(contract)
    found = {}
    for outage in outages:
        if account := accounts.get(outage.pk):
            group = groups[account.client_id, account.carrier_id]
            sole = _sole(group, first_day(outage, zone))
            if contract := account.contract_id or sole:
                found[outage.pk] = contract
    return found


def _sole(group: list[Contract], day: date) -> int | None:
    if len(group) > 1:
        group = [each for each in group if each.term and day in each.term]
    return group[0].pk if len(group) == 1 else None


def first_day(outage: Outage, zone: ZoneInfo) -> date:
    """The day it began on, in the practice's time zone."""
    return outage.began.astimezone(zone).date()
