"""What the demo's consultant judged and advised, so that clients find something to decide."""

from decimal import Decimal

from django.utils import timezone

from billing_audit.advising.drafting import draft_from, worth_advising
from billing_audit.checks.document.missing_bills import BillIsMissing
from billing_audit.findings.decision_models import FindingDecision
from billing_audit.findings.models import Finding
from billing_audit.findings.saving import save_view
from billing_audit.findings.services import decide
from billing_audit.suppressions.models import Suppression
from billing_audit.suppressions.scopes import scopes_of
from billing_audit.suppressions.services import suppress
from billing_audit.tuning.services import tune
from clients.advice.authority import Authorities
from clients.advice.deciding import accept
from clients.advice.services import publish
from clients.models import Client, Recommendation, User
from retainer.lib.months import shifted
from retainer.lib.tenancy import acting_as

#: Checks whose findings the documents settle; the dearest of each on an account is decided.
PLAIN = ("A07", "A09", "A19", "B01", "C01")
#: A service nobody knows is a question only the client can answer.
QUESTION = "C04"

State = Finding.State
Reason = FindingDecision.Reason


def decide_like_a_consultant(client: Client, consultant: User) -> None:
    """Judge the dearest finding of the plain checks, ask about one, leave the rest to look at."""
    fresh = Finding.objects.filter(client=client, state=State.NEW).order_by("-claimed", "-pk")
    for code in PLAIN:
        of_accounts = fresh.filter(check_code=code).order_by("account_id", "-claimed", "-pk")
        for finding in of_accounts.distinct("account_id"):
            decide(
                finding=finding,
                state=State.VALID,
                reason=Reason.CONFIRMED,
                note="Checked against the bill and the signed rate sheet.",
                decided_by=consultant,
            )
    if unknown := fresh.filter(check_code=QUESTION).order_by("-exposure", "-pk").first():
        decide(
            finding=unknown,
            state=State.ASKED,
            reason=Reason.NEEDS_CLIENT,
            note="Does anybody at your sites still use this service?",
            decided_by=consultant,
        )
    remember_like_a_consultant(client, consultant)


def remember_like_a_consultant(client: Client, consultant: User) -> None:
    """Make a rule of what is right by an agreement, and keep a view of what is left to decide."""
    fresh = Finding.objects.errors().filter(client=client, state=State.NEW, mills__gt=0)
    if agreed := fresh.exclude(account=None).order_by("mills", "pk").first():
        suppress(
            finding=agreed,
            scope=scopes_of(agreed)[0],
            until=shifted(timezone.localdate().replace(day=1), 12),
            reason=Suppression.Reason.CONTRACT_ALLOWS,
            note="Allowed by the carrier's letter on file; their account manager confirmed it.",
            made_by=consultant,
        )
    save_view(
        user=consultant, name=f"{client}, 100 or more", query=f"client={client.slug}&least=100"
    )


def advise_like_a_consultant(client: Client, consultant: User) -> list[Recommendation]:
    """Ask the client about the valid findings, one recommendation for each carrier."""
    of_carrier: dict[int, list[Finding]] = {}
    for finding in worth_advising(consultant, client).for_list().exclude(account=None):
        of_carrier.setdefault(finding.account.carrier_id, []).append(finding)
    return [
        publish(
            recommendation=draft_from(findings=findings, author=consultant),
            published_by=consultant,
        )
        for _, findings in sorted(of_carrier.items())
    ]


def decider_of(asked: Recommendation) -> User | None:
    """Somebody of the client who may decide it."""
    deciders = Authorities(asked.client_id).deciders(asked)
    return User.objects.get(pk=deciders[0]) if deciders else None


def decide_like_the_client(asked: Recommendation, person: User) -> None:
    """Accept it as that person, which nobody of the practice could."""
    with acting_as("portal", clients=[asked.client_id], user_id=person.pk):
        accept(recommendation=asked, decided_by=person, reason="Please go ahead.")


def tune_like_a_consultant(client: Client, consultant: User) -> None:
    """Allow a client's bills more days than usual, for a reason the client can read."""
    [grace] = BillIsMissing.settings
    tune(
        client=client,
        check=BillIsMissing,
        setting=grace,
        value=Decimal(12),
        reason="Paper bills reach the site first and are sent on to us once a week.",
        set_by=consultant,
    )
