"""How far a rule can be made to reach, from the finding it is learned from."""

from collections.abc import Iterator
from dataclasses import dataclass

from billing_audit.bills.models import BilledService, ChargeCode, Line, LineShelf
from billing_audit.findings.claims import whole_bills
from billing_audit.findings.models import Finding
from clients.telecom.models import BillingAccount

CAUSE, SERVICE, CHARGE, ACCOUNT = "cause", "service", "charge", "account"


@dataclass(frozen=True)
class Scope:
    """What a rule would cover, as its columns say it and in words."""

    name: str
    covering: str
    cause: str = ""
    billed_service: BilledService | None = None
    account: BillingAccount | None = None
    charge_code: ChargeCode | None = None

    @property
    def columns(self) -> dict[str, object]:
        names = ("cause", "billed_service", "account", "charge_code", "covering")
        return {name: getattr(self, name) for name in names}


def scopes_of(finding: Finding) -> list[Scope]:
    """The scopes a rule learned from this finding can have, the narrowest first."""
    return list(_scopes(finding))


def _scopes(finding: Finding) -> Iterator[Scope]:
    yield Scope(CAUSE, f"{finding.subject} alone"[:300], cause=finding.cause)
    # What repeats a bill as a whole silences all else on it: never by a rule for bills to come.
    if finding.check_code in whole_bills():
        return
    service, account = finding.billed_service, finding.account
    if service:
        yield Scope(SERVICE, f"service {service.number}", billed_service=service)
    if account and (code := charge_code_of(finding)):
        words = f"charge {code.code} on account {account.number}"
        yield Scope(CHARGE, words, account=account, charge_code=code)
    if account:
        yield Scope(ACCOUNT, f"account {account.number}", account=account)


def charge_code_of(finding: Finding) -> ChargeCode | None:
    """The code of the finding's latest charge."""
    latest = finding.occurrences.order_by("-month", "pk").first()
    if latest is None or latest.line_id is None:
        return None
    shelves = list(LineShelf.objects.filter(client=finding.client_id).values_list("pk", flat=True))
    line = Line.objects.filter(shelf_id__in=shelves, pk=latest.line_id)
    return ChargeCode.objects.filter(
        pk__in=list(line.values_list("charge_code", flat=True))
    ).first()
