"""What the page of a relationship says of its metrics."""

from clients.metrics.models import Metric
from clients.people.models import User
from clients.relationships import parts
from clients.relationships.models import Relationship
from retainer.lib import format as written


def says(relationship: Relationship, user: User) -> str:
    """How many are measured, and how many missed their last month."""
    rows = Metric.objects.visible_to(user).filter(relationship=relationship).active()
    outcomes = list(rows.for_list().values_list("latest_outcome", flat=True))
    if not outcomes:
        return "No metric yet"
    said = written.count(len(outcomes), "metric")
    missed = sum(1 for each in outcomes if each in ("missed", "floor"))
    return f"{said}, {missed} missed in its last month" if missed else said


def register_metrics() -> None:
    """Let relationships lead to their metrics."""
    parts.register(
        parts.Part("Metrics", "audit", "metrics:metrics_of", "metrics:my_metrics_of", says)
    )
