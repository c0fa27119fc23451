"""What the client answered about findings, and how far its yes reaches, bill by bill."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import Q, Sum

from billing_audit.advising.models import AdvisedFinding
from billing_audit.advising.querysets import AdvisedFindingQuerySet
from billing_audit.advising.rule import Answer
from billing_audit.findings.models import Occurrence

#: What of a charge the client answered how.
Share = tuple[Decimal, str]


def answers_to(findings: Iterable[int]) -> dict[int, str]:
    """What the client answered about each finding that it was asked about.

    What it accepted counts before what it did not, and its latest yes before an earlier one.
    """
    asked = _asked(findings)
    yes = {finding: answer for finding, _, answer in _accepted(asked)}
    return _not_accepted(asked) | yes


def answers_by_bill(findings: Iterable[int]) -> dict[tuple[int, int], list[Share]]:
    """What each finding claims on each bill, divided by what the client answered about it.

    What it agreed to covers the oldest bills first, as far as the money reaches.  What an error
    that goes on adds to that is a question of its own: nobody may withhold it by the old answer.
    """
    findings = list(findings)
    asked = _asked(findings)
    agreed: dict[int, list[Share]] = defaultdict(list)
    for finding, money, answer in _accepted(asked):
        agreed[finding].append((money, answer))
    beyond = _not_accepted(asked)
    charges = Occurrence.objects.filter(finding__in=findings, confirmed__gt=0).order_by()
    sums = charges.values_list("finding", "month", "invoice").annotate(sum=Sum("confirmed"))
    return {
        (finding, bill): list(_shares(sum_, agreed[finding], beyond.get(finding)))
        for finding, _, bill, sum_ in sums.order_by("finding", "month", "invoice")
    }


def _shares(claimed: Decimal, agreed: list[Share], beyond: str | None) -> Iterator[Share]:
    """The next bill's share of what was agreed, taken away from it, and what is left beyond."""
    while claimed and agreed:
        money, answer = agreed.pop(0)
        share = min(money, claimed)
        if share:
            yield share, answer
        claimed -= share
        if money > share:
            agreed.insert(0, (money - share, answer))
    if claimed:
        yield claimed, beyond or Answer.NOT_ASKED


def _asked(findings: Iterable[int]) -> AdvisedFindingQuerySet:
    published = Q(part__recommendation__published_at__isnull=False)
    return AdvisedFinding.objects.live().filter(published, finding__in=list(findings))


def _accepted(asked: AdvisedFindingQuerySet) -> Iterator[tuple[int, Decimal, str]]:
    """Finding, money and answer of all that was accepted, as it was decided."""
    rows = asked.accepted().order_by("part__recommendation__standing", "pk")
    for finding, money, code in rows.values_list(
        "finding", "part__money", "part__recommendation__standing__option__code"
    ):
        yield finding, money, Answer.WITHHOLD if code == Answer.WITHHOLD else Answer.PAY


def _not_accepted(asked: AdvisedFindingQuerySet) -> dict[int, str]:
    """By finding, whether what the client did not accept waits for its word or has its no."""
    answers: dict[int, str] = {}
    rows = asked.exclude(pk__in=asked.accepted().order_by().values("pk"))
    for finding, state in rows.values_list("finding", "part__recommendation__state"):
        is_open = state in ("open", "deferred")
        answers[finding] = Answer.WAITING if is_open else answers.get(finding, Answer.NO)
    return answers
