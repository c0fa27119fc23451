"""Where a part of a recommendation leads: to its finding, for the practice and for the client."""

from django.urls import reverse

from billing_audit.advising.models import AdvisedFinding
from billing_audit.findings.models import Finding
from clients.advice import evidence
from clients.advice.evidence import Opened
from clients.people.models import User

VALID = Finding.State.VALID


def findings_of(user: User, parts: list[int]) -> dict[int, Opened]:
    """The finding behind each part, with what became of it, as far as this person sees it."""
    advised = AdvisedFinding.objects.filter(part__in=parts)
    seen = Finding.objects.visible_to(user)
    if user.is_client_user:
        seen = seen.filter(shared_with_client=True, state__in=(VALID, Finding.State.ASKED))
    page = "portal:finding_detail" if user.is_client_user else "findings:finding_detail"
    findings = seen.in_bulk(list(advised.values_list("finding_id", flat=True)))
    return {
        part: Opened(
            reverse(page, args=[findings[finding].public_id]),
            "" if user.is_client_user else _remark(findings[finding]),
        )
        for part, finding in advised.values_list("part_id", "finding_id")
        if finding in findings
    }


def _remark(finding: Finding) -> str:
    if finding.state != VALID:
        return f"{finding.get_state_display()} meanwhile: withdraw or replace the recommendation."
    if finding.resolved_at:
        return "Later audits no longer see it."
    return "It claims more by now than was decided about." if finding.grown else ""


def register_findings() -> None:
    """Let parts of recommendations lead to findings."""
    evidence.register(findings_of)
