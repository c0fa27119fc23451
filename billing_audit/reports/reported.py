"""The findings a report may show, as they stood at the end of its month.

New findings appear as what they are, found and in review; those a person judged
to be no error, and those no longer seen on any bill, never appear.  What a
consultant noted about a decision is for the practice alone and is not read here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Least

from billing_audit.checks.base import Check, Nature
from billing_audit.checks.catalogue import check_of, in_order
from billing_audit.findings.models import Finding
from billing_audit.findings.wording import sentence
from billing_audit.money.places import Disputed, Sent, before_disputes, of_disputed
from billing_audit.reports import shape
from billing_audit.reports.method import ASK, WHY, family_of, lesson
from clients.people.models import Client
from retainer.lib.money import in_currency

NONE = Decimal(0)


def reportable(client: Client, month: date, sent: Sequence[Sent] = ()) -> list[Finding]:
    """Findings on bills up to the month, each with its sums and where its money is by now.

    ``sent`` are the charges that carriers were asked about; a finding of theirs is told of even
    where no audit sees it any more.
    """
    disputed = of_disputed(sent, month)
    findings = list(_on_bills(client, month))
    for finding in findings:
        own = disputed.pop(finding.pk, None)
        finding.places = (
            own.places if own else before_disputes(finding.state, finding.total, finding.decided)
        )
    return findings + list(_only_disputed(disputed, [each for each in sent if each.month <= month]))


def _on_bills(client: Client, month: date) -> QuerySet[Finding]:
    of_month = Q(occurrences__month=month)
    own = Q(occurrences__supporting=False)
    return (
        Finding.objects.filter(client=client, resolved_at=None, occurrences__month__lte=month)
        .exclude(state__in=Finding.DISMISSED)
        .annotate(
            found=Sum("occurrences__claimed", filter=of_month, default=NONE),
            total=Sum("occurrences__claimed", default=NONE),
            decided=Sum(Least("occurrences__claimed", "occurrences__confirmed"), default=NONE),
            at_stake=Sum("occurrences__exposure", default=NONE),
            worth=Sum("occurrences__result", filter=of_month & own, default=NONE),
            charges=Count("occurrences", filter=of_month & own),
            charges_in_total=Count("occurrences", filter=own),
            confirming=Count("occurrences", filter=of_month & ~own),
            since=Min("occurrences__month", filter=own),
            until=Max("occurrences__month", filter=own),
        )
        .select_related("account__carrier")
        .order_by("-found", "-total", "-at_stake", "subject", "pk")
    )


def _only_disputed(disputed: dict[int, Disputed], sent: Sequence[Sent]) -> Iterator[Finding]:
    """Findings that only their disputes still tell of."""
    gone = Finding.objects.filter(pk__in=disputed).select_related("account__carrier")
    for finding in gone.order_by("subject", "pk"):
        months = [each.month for each in sent if each.finding == finding.pk]
        finding.places = disputed[finding.pk].places
        finding.found = finding.at_stake = finding.worth = NONE
        finding.total = finding.places.total
        finding.charges, finding.confirming = 0, 0
        finding.charges_in_total = len(months)
        finding.since, finding.until = min(months), max(months)
        yield finding


def reported(finding: Finding, proof: shape.Proof | None = None) -> shape.ReportedFinding:
    """A finding of ``reportable`` in the words of the report."""
    return shape.ReportedFinding(
        public_id=str(finding.public_id),
        check=finding.check_code,
        cause=finding.found_by.title,
        subject=finding.subject,
        sentence=_sentence(finding),
        state=finding.state,
        carrier=finding.account.carrier.name if finding.account else "",
        account=finding.account.number if finding.account else "",
        currency=finding.currency,
        found=in_currency(finding.found, finding.currency),
        at_stake=in_currency(finding.at_stake, finding.currency),
        charges=finding.charges,
        charges_in_total=finding.charges_in_total,
        first_month=finding.since,
        last_month=finding.until,
        places=finding.places.in_currency(finding.currency),
        proof=proof,
        question=finding.question if finding.state == Finding.State.ASKED else "",
    )


def ideas(findings: Iterable[Finding]) -> list[shape.Idea]:
    """What of the month's bills could be saved, the most money first."""
    found = [
        shape.Idea(
            check=finding.check_code,
            title=finding.found_by.title,
            subject=finding.subject,
            carrier=finding.account.carrier.name if finding.account else "",
            account=finding.account.number if finding.account else "",
            currency=finding.currency,
            monthly=in_currency(finding.worth, finding.currency),
        )
        for finding in findings
        if finding.charges and finding.found_by.nature == Nature.SAVING
    ]
    return sorted(found, key=lambda each: (each.currency, -each.monthly, each.subject))


def _sentence(finding: Finding) -> str:
    """The finding's own sentence, about no later bill than the month's."""
    as_of_month = Finding(
        check_code=finding.check_code,
        subject=finding.subject,
        currency=finding.currency,
        claimed=finding.total,
        exposure=finding.at_stake,
        occurrence_count=finding.charges_in_total,
        first_month=finding.since,
        last_month=finding.until,
    )
    return sentence(finding.found_by, as_of_month)


def families(findings: Iterable[Finding], proofs: Mapping[int, shape.Proof]) -> list[shape.Family]:
    """What was found on the month's bills: by kind of check, and in it by check."""
    by_check: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.charges or finding.confirming:
            by_check[finding.check_code].append(finding)
    sections: dict[tuple[str, str], list[shape.CheckSection]] = defaultdict(list)
    for check in in_order(map(check_of, by_check)):
        own = [each for each in by_check[check.code] if each.charges]
        confirming = len(by_check[check.code]) - len(own)
        sections[family_of(check)].append(_section(check, own, confirming, proofs))
    made = [shape.Family(*family, checks) for family, checks in sections.items()]
    return sorted(made, key=lambda family: -max(_weight(check) for check in family.checks))


def _section(
    check: type[Check],
    findings: list[Finding],
    confirming: int,
    proofs: Mapping[int, shape.Proof],
) -> shape.CheckSection:
    return shape.CheckSection(
        code=check.code,
        title=check.title,
        why=lesson(check, WHY),
        ask=lesson(check, ASK),
        sums=_sums(findings),
        findings=[reported(each, proofs.get(each.pk)) for each in findings],
        confirming=confirming,
    )


def _sums(findings: list[Finding]) -> list[shape.Sum]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for finding in findings:
        sums[finding.currency] += finding.found
    return [
        shape.Sum(currency, in_currency(amount, currency))
        for currency, amount in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _weight(section: shape.CheckSection) -> Decimal:
    """The largest of its sums: only for the order, so currencies need no conversion."""
    return max((each.amount for each in section.sums), default=NONE)
