"""What examples of document checks have on file besides bills."""

from dataclasses import dataclass

from billing_audit.checks.examples import Paper


@dataclass(frozen=True, kw_only=True)
class NotExpected(Paper):
    """Somebody has said that an account is not billed in a month, which its first day names."""

    month: str
    account: str = "A-1"
