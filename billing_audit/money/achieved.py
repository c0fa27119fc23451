"""What recommendations brought: the disputes of what the client accepted, each counted once."""

from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from billing_audit.advising.models import AdvisedFinding
from billing_audit.money.models import Dispute
from clients.objectives import results
from clients.objectives.results import Result
from clients.people.models import User
from retainer.lib import format as written


def disputes_of(user: User, recommendations: list[int]) -> list[Result]:
    """The disputes that ask back what was accepted of these recommendations.

    The carrier credits a dispute, not its charges one by one, so its money is told whole; a
    dispute that asks for more than these recommendations says so.
    """
    accepted = AdvisedFinding.objects.accepted().filter(part__recommendation__in=recommendations)
    findings = list(accepted.values_list("finding_id", flat=True))
    ours = Q(items__finding__in=findings)
    seen = Dispute.objects.visible_to(user).filter(items__finding__in=findings)
    page = "portal:dispute_detail" if user.is_client_user else "disputes:dispute_detail"
    rows = (
        Dispute.objects.visible_to(user)
        .filter(pk__in=list(seen.values_list("pk", flat=True)))
        .order_by("pk")
        .values("pk", "public_id", "state", "currency", "disputed", "verified", "charges")
        .annotate(
            carrier_name=F("carrier__name"),
            here=Count("items", filter=ours),
            asked=Sum("items__disputed", filter=ours),
        )
    )
    return [
        Result(
            title=f"D-{row['pk']:05d}, {row['carrier_name']}",
            url=reverse(page, args=[row["public_id"]]),
            state=row["state"],
            currency=row["currency"],
            asked=row["disputed"],
            verified=row["verified"],
            remark=""
            if row["here"] == row["charges"]
            else f"Of this, {written.money(row['asked'], row['currency'])} by these "
            "recommendations; the rest by others.",
        )
        for row in rows
    ]


def register_disputes() -> None:
    """Let objectives show the disputes that came of them."""
    results.register(disputes_of)
