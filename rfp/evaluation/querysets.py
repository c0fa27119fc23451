"""Which evaluations a page shows."""

from typing import Any

from retainer.lib.tenancy.models import TenantQuerySet


class EvaluationQuerySet(TenantQuerySet):
    """Evaluations of requests."""

    def visible_to(self, user: Any) -> "EvaluationQuerySet":
        """Of a client's people, whoever was named; to the others it does not exist."""
        seen = super().visible_to(user)
        return seen.filter(evaluators__person=user.pk) if user.is_client_user else seen

    def for_page(self) -> "EvaluationQuerySet":
        """With the request it is of."""
        return self.select_related("client", "rfp__client", "rfp__decision")
