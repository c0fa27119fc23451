"""From findings worth disputing to one recommendation, with their money as of today."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from billing_audit.advising.models import AdvisedFinding
from billing_audit.advising.querysets import with_to_ask
from billing_audit.advising.rule import Answer
from billing_audit.findings import claims
from billing_audit.findings.models import Finding
from billing_audit.findings.querysets import FindingQuerySet
from clients.advice import services as advice
from clients.advice.models import Recommendation
from clients.advice.services import OptionText, PartText
from clients.people.models import Client, DecisionRight, User
from retainer.lib import format as written
from retainer.lib.refusal import Refused

#: Days a client usually takes to decide.
TO_DECIDE = timedelta(days=14)
#: Findings of one recommendation, at most: what somebody reads in one sitting.
MOST = 200


class AdvisingRefused(Refused):
    """No recommendation can be drafted from these findings."""


def worth_advising(user: User, client: Client | None = None) -> FindingQuerySet:
    """Valid errors with money in them, ``to_ask``, that the client was not asked about yet."""
    findings = Finding.objects.visible_to(user).errors().standing()
    if client:
        findings = findings.filter(client=client)
    asked = AdvisedFinding.objects.settling().filter(finding=OuterRef("pk"))
    return _valid(findings).exclude(Exists(asked))


@transaction.atomic
def draft_from(*, findings: Iterable[Finding], author: User) -> Recommendation:
    """Draft one recommendation that holds these findings; the client sees nothing of it yet."""
    chosen = _held(findings)
    client, carrier = chosen[0].client, chosen[0].account.carrier
    asked = advice.draft(
        client=client,
        author=author,
        kind=DecisionRight.Subject.DISPUTE,
        currency=chosen[0].currency,
        carrier=carrier,
        due_on=timezone.localdate() + TO_DECIDE,
        monthly=sum((finding.monthly for finding in chosen), Decimal(0)) or None,
        options=options(str(carrier)),
        parts=[_part(finding) for finding in chosen],
        **words(chosen),
    )
    _link(asked, chosen)
    return asked


@transaction.atomic
def replace(*, recommendation: Recommendation, author: User) -> Recommendation:
    """Draft another one in its place, with what its findings claim today.

    The first stays with the client until the new one is published.
    """
    former = advice.locked(recommendation)
    if former.superseded_by.exclude(state=Recommendation.State.WITHDRAWN).exists():
        raise AdvisingRefused("Another one takes its place already.")
    if former.state not in ("open", "declined", "deferred"):
        word = former.get_state_display().lower()
        raise AdvisingRefused(f"It is {word}; only what waits or was not accepted is replaced.")
    held = Finding.objects.filter(advised__part__recommendation=former)
    valid = _in_order(_valid(held))
    if not valid and former.parts.exists():
        raise AdvisingRefused("None of its findings stands any more. Withdraw it.")
    asked = advice.draft(
        client=former.client,
        author=author,
        supersedes=former,
        options=[OptionText(o.title, o.text, o.is_advised, o.code) for o in former.options.all()],
        parts=[_part(finding) for finding in valid],
        kind=former.kind,
        title=former.title,
        found=former.found,
        advice=former.advice,
        if_nothing=former.if_nothing,
        monthly=sum((each.monthly for each in valid), Decimal(0)) if valid else former.monthly,
        money=former.money,
        currency=former.currency,
        carrier=former.carrier,
        due_on=_still(former.due_on),
    )
    _link(asked, valid)
    return asked


def _held(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as they are now, while nobody judges them anew or advises on them, too."""
    keys = [finding.pk for finding in findings]
    if not keys:
        raise AdvisingRefused("Tick the findings to advise on first.")
    if len(keys) > MOST:
        raise AdvisingRefused(f"Tick at most {MOST} findings; nobody decides about more at once.")
    clients = set(Finding.objects.filter(pk__in=keys).values_list("client_id", flat=True))
    for client in sorted(clients):
        claims.hold(client)
    chosen = _in_order(with_to_ask(Finding.objects.filter(pk__in=keys)))
    places = {(f.client_id, f.account and f.account.carrier_id, f.currency) for f in chosen}
    if len(places) > 1 or chosen[0].account is None:
        raise AdvisingRefused("Tick findings of one client, one carrier and one currency.")
    for finding in chosen:
        if finding.state != Finding.State.VALID or not finding.confirmed:
            raise AdvisingRefused(f"{finding}: judge it valid first; only then it is advised on.")
    taken = AdvisedFinding.objects.settling().filter(finding__in=chosen)
    if first := taken.select_related("finding", "part__recommendation").first():
        raise AdvisingRefused(f"{first.finding} is part of “{first.part.recommendation}” already.")
    if done := next((finding for finding in chosen if finding.to_ask <= 0), None):
        raise AdvisingRefused(f"{done}: the client agreed to all that is confirmed of it already.")
    return chosen


def _valid(findings: FindingQuerySet) -> FindingQuerySet:
    """Those a person confirmed of which something is left to ask the client about."""
    return with_to_ask(findings.filter(state=Finding.State.VALID)).filter(to_ask__gt=0)


def _in_order(findings: FindingQuerySet) -> list[Finding]:
    rows = findings.select_related("client", "account__carrier", "billed_service")
    return list(rows.order_by("-mills", "pk"))


def _part(finding: Finding) -> PartText:
    agreed = finding.confirmed - finding.to_ask
    before = f" You agreed to ask back {written.money(agreed, finding.currency)} of it before."
    return PartText(
        title=f"{finding.found_by.title}, {finding.subject}",
        text=f"{finding.sentence}{before if agreed else ''}",
        money=finding.to_ask,
        monthly=finding.monthly,
    )


def _link(asked: Recommendation, findings: Sequence[Finding]) -> None:
    parts = asked.parts.order_by("position")
    AdvisedFinding.objects.bulk_create(
        AdvisedFinding(client_id=asked.client_id, part=part, finding=finding)
        for part, finding in zip(parts, findings, strict=True)
    )


def words(findings: Sequence[Finding]) -> dict[str, str]:
    """A first wording, which the consultant makes their own before it is published."""
    first = findings[0]
    carrier, currency = first.account.carrier, first.currency
    money = written.money(sum(each.to_ask for each in findings), currency)
    accounts = sorted({each.account.number for each in findings if each.account})
    where = f"account {accounts[0]}" if len(accounts) == 1 else f"{len(accounts)} accounts"
    number = written.count(len(findings), "error")
    return {
        "title": f"Ask {carrier} to credit {money} on {where}?",
        "found": f"{number} on the bills of {carrier}, {where}, {money} in all. "
        f"The largest: {first.sentence}",
        "advice": f"Dispute {'it' if len(findings) == 1 else 'them'}. Every charge is proved with "
        "your contract, your records or the bill’s own arithmetic, and asking costs you nothing.",
        "if_nothing": f"{carrier} keeps {money}, and the time to dispute runs out bill by bill.",
    }


def options(carrier: str) -> list[OptionText]:
    """The ways to dispute; leaving it is to decline."""
    return [
        OptionText(
            "Dispute, and withhold where the contract allows it",
            f"We send {carrier} the proof. What is disputed stays unpaid only where the contract "
            "gives the time, the proof is certain and no safety line hangs on it; each bill says "
            "how much.",
            True,
            Answer.WITHHOLD,
        ),
        OptionText(
            "Dispute, and pay in full meanwhile",
            f"We send {carrier} the proof. You pay every bill in full and the money comes back as "
            "a credit, which takes longer.",
            False,
            Answer.PAY,
        ),
    ]


def _still(day: date | None) -> date | None:
    """The day to decide by, moved on when it is over."""
    today = timezone.localdate()
    return today + TO_DECIDE if day is not None and day < today else day
