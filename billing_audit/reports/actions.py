"""What to do next, chosen from what the month brought."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from billing_audit.checks.base import Check
from billing_audit.checks.needs import E_INVOICES
from billing_audit.findings.models import Finding
from billing_audit.reports.coverage import NEEDS
from billing_audit.reports.shape import Action, Gap, ToDecide, Unchecked, UnconfirmedService
from retainer.lib import format as written
from retainer.lib.money import in_currency

State = Finding.State
THREE, FIVE = 3, 5
YOU, WE = "You", "We"


def actions(
    findings: Iterable[Finding],
    unconfirmed: list[UnconfirmedService],
    unchecked: list[Unchecked],
    gaps: list[Gap],
    advised: Iterable[ToDecide] = (),
) -> list[Action]:
    """What only the client can do comes first, then the most money, then missing data.

    What is confirmed is told whole, in one action for each currency; of more than
    five things the last says how many more there are.
    """
    by_money = sorted(findings, key=lambda each: (-each.total, -each.at_stake, each.pk))
    asked = [each for each in by_money if each.state == State.ASKED]
    decisions = [*map(_advised, advised), *map(_decision, asked)]
    confirmed = list(_claims(each for each in by_money if each.places.to_ask))
    reviews = list(_reviews(each for each in by_money if each.places.in_review))
    data = list(_data(unchecked))
    asked_about = {each.subject for each in asked}
    services = list(_services([each for each in unconfirmed if each.number not in asked_about]))
    ranked = [
        *decisions[:2],
        *services,
        *confirmed,
        *reviews[:1],
        *data[:1],
        *reviews[1:],
        *(Action(WE, gap.remedy, f"{gap.what}: {gap.why}.") for gap in gaps),
        *decisions[2:],
        *data[1:],
    ]
    return ranked if len(ranked) <= FIVE else [*ranked[: FIVE - 1], _more(ranked[FIVE - 1 :])]


def _more(rest: list[Action]) -> Action:
    """What is left out, by what it is called."""
    told = "; ".join(each.title for each in rest[:THREE])
    more = f"; and {len(rest) - THREE} more" if len(rest) > THREE else ""
    who = YOU if any(each.who == YOU for each in rest) else WE
    return Action(who, f"And {written.count(len(rest), 'more thing')}", f"{told}{more}.")


def _advised(asked: ToDecide) -> Action:
    """What we recommend, with the day it is to be decided by and what waiting costs."""
    amount = written.money(asked.money, asked.currency)
    by = f" by {written.day(asked.due_on)}" if asked.due_on else ""
    return Action(YOU, f"Decide{by}: {asked.title.rstrip('.?')}", f"{amount} is at stake.")


def _decision(finding: Finding) -> Action:
    worth = finding.total or finding.at_stake
    amount = written.money(in_currency(worth, finding.currency), finding.currency)
    return Action(
        who=YOU,
        title=f"Decide on {finding.subject}: {amount}",
        detail=finding.question
        or f"{finding.subject} {finding.found_by.clause}. Only you can tell.",
        finding=str(finding.public_id),
    )


def _services(unconfirmed: list[UnconfirmedService]) -> Iterator[Action]:
    if unconfirmed:
        first = ", ".join(each.number for each in islice(unconfirmed, THREE))
        more = " and others" if len(unconfirmed) > THREE else ""
        count = written.count(len(unconfirmed), "service")
        yield Action(
            who=YOU,
            title=f"Say whether {count} on your bills {'is' if len(unconfirmed) == 1 else 'are'} "
            "yours",
            detail=f"{first}{more}: billed, and in no inventory we were given.",
        )


def _claims(confirmed: Iterable[Finding]) -> Iterator[Action]:
    """All that is confirmed in a currency, carrier by carrier, the most money first."""
    of_currency: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in confirmed:
        of_currency[finding.currency][_carrier(finding)].append(finding)
    for currency, carriers in of_currency.items():
        sums = {
            carrier: in_currency(sum(each.places.to_ask for each in own), currency)
            for carrier, own in carriers.items()
        }
        ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
        told = "; ".join(f"{carrier} {written.money(each, currency)}" for carrier, each in ranked)
        count = written.count(sum(map(len, carriers.values())), "confirmed finding")
        total = written.money(sum(sums.values()), currency)
        yield Action(WE, f"Ask for {total} back", f"{count}: {told}.")


def _carrier(finding: Finding) -> str:
    return finding.account.carrier.name if finding.account else "the carrier"


def _reviews(new: Iterable[Finding]) -> Iterator[Action]:
    for check, carrier, amount, count in _groups(new):
        yield Action(
            who=WE,
            title=f"Review {amount} found at {carrier}",
            detail=f"{check.title}, {count}, compared with your documents before we ask it back.",
        )


def _groups(findings: Iterable[Finding]) -> Iterator[tuple[type[Check], str, str, str]]:
    groups: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.check_code, _carrier(finding), finding.currency].append(finding)
    ranked = sorted(
        groups.items(), key=lambda pair: (-sum(each.places.in_review for each in pair[1]), pair[0])
    )
    for (_, carrier, currency), own in ranked:
        amount = in_currency(sum(each.places.in_review for each in own), currency)
        count = written.count(len(own), "finding")
        yield own[0].found_by, carrier, written.money(amount, currency), count


def _data(unchecked: list[Unchecked]) -> Iterator[Action]:
    """One action for each kind of data that is missing."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for each in unchecked:
        needed = each.reason.removeprefix(NEEDS)
        # Nobody can send what a carrier does not make.
        if needed not in (each.reason, E_INVOICES.words):
            waiting[needed].append(each.title)
    for needed, titles in waiting.items():
        checks = "; ".join(titles)
        yield Action(YOU, f"Send us {needed}", f"With that we could also check: {checks}.")
