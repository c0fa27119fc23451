"""What every page and paper of a sourcing decision tells."""

from typing import Any

from django.db.models import F

from rfp.sourcing.models import SourcingDecision, SourcingVerdict


def shown(decision: SourcingDecision) -> dict[str, Any]:
    """The decision, from ``for_list``, with its targets, options, sites and the client's word."""
    sites = decision.places.annotate(code=F("site__code"), name=F("site__name"))
    return {
        "decision": decision,
        "targets": decision.targets.annotate(serves=F("objective__sentence")),
        "options": decision.options.all(),
        "sites": sites.order_by("code"),
        "verdict": SourcingVerdict.objects.filter(decision=decision)
        .annotate(who=F("decided_by__name"), right_holder=F("right_of__name"))
        .first(),
    }
