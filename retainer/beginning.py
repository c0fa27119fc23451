"""The first steps of a practice, or of a client: told on the page Today until an audit began."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from billing_audit.models import AuditRun, Invoice
from clients.models import BillingAccount, Client, Invitation, Practice, User


@dataclass(frozen=True)
class Step:
    """One thing to do, and where."""

    title: str
    text: str
    is_done: bool
    action: str = ""
    url: str = ""
    symbol: str = "plus"


@dataclass(frozen=True)
class Beginning:
    """The steps to the first audit; none for somebody whom no client is assigned to yet."""

    steps: list[Step]

    @property
    def left(self) -> int:
        return sum(not step.is_done for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The first thing to do now."""
        return next((step for step in self.steps if step.url and not step.is_done), None)


def beginning_of(user: User, client: Client | None) -> Beginning | None:
    """What this person does up to the first audit, of all or of one; ``None`` once it began."""
    runs = AuditRun.objects.visible_to(user)
    if (runs.filter(client=client) if client else runs).exists():
        return None
    first = client or Client.objects.visible_to(user).active().order_by("created_at").first()
    if user.is_principal and client is None:
        return Beginning([_letterhead(), _client(first), _colleague(user), *_bills(user, first)])
    return Beginning(_bills(user, first) if first else [])


def _letterhead() -> Step:
    practice = Practice.current()
    return Step(
        "Set up your letterhead",
        "Name, address, logo and time zone: every page, mail and report carries them.",
        is_done=bool(practice.address or practice.logo_svg),
        action="Edit the letterhead",
        url=reverse("people:practice_edit"),
        symbol="settings",
    )


def _client(client: Client | None) -> Step:
    return Step(
        "Add a client",
        "The company whose bills you audit. What belongs to it is walled off from all others.",
        is_done=client is not None,
        action=f"Look at {client}" if client else "Add a client",
        url=reverse("people:client_detail", args=[client.public_id])
        if client
        else reverse("people:client_create"),
    )


def _colleague(user: User) -> Step:
    colleagues = User.objects.filter(Q(kind="principal") | Q(kind="consultant"), is_active=True)
    invited = Invitation.objects.filter(client=None, withdrawn_at=None)
    has_some = colleagues.exclude(pk=user.pk).exists() or invited.exists()
    return Step(
        "Invite a colleague",
        "A consultant sees the clients you assign to them, and no other. Alone you can do all of "
        "it, too.",
        is_done=has_some,
        action="See who was invited" if has_some else "Invite a colleague",
        url=reverse("people:user_list" if has_some else "people:user_invite"),
        symbol="people",
    )


def _bills(user: User, client: Client | None) -> list[Step]:
    """The way of the first bill, which begins with the account numbers on it."""
    accounts = BillingAccount.objects.visible_to(user)
    has_accounts = client is not None and accounts.filter(client=client).exists()
    invoices = Invoice.objects.visible_to(user)
    has_bills = client is not None and invoices.filter(client=client).exists()
    query = f"?{urlencode({'client': client.slug})}" if client else ""
    return [
        Step(
            "Load its accounts",
            "The account numbers that stand on the bills: a dropped bill finds its client by them. "
            "With services and contract rates more checks can run.",
            is_done=has_accounts,
            action="Load more accounts" if has_accounts else "Load accounts",
            url=reverse("telecom:account_import") + query if client else "",
            symbol="upload",
        ),
        Step(
            "Drop the first bill",
            "CSV, UBL, CII, Factur-X PDF or a ZIP of them. Every bad row is told with its line and "
            "column.",
            is_done=has_bills,
            action="Drop more bills" if has_bills else "Drop bills",
            url=reverse("bills:file_list") if has_accounts or has_bills else "",
            symbol="upload",
        ),
        Step(
            "Start the first audit",
            "Every bill line is compared with contract, inventory and arithmetic; what is wrong "
            "becomes a finding with its proof.",
            is_done=False,
            action="Start an audit",
            url=reverse("runs:run_start") + query if has_bills else "",
            symbol="audit",
        ),
    ]
