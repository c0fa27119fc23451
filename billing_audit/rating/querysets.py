"""Which rate decks a person sees, and which of their rows fit a search."""

import re
from typing import Any

from django.db.models import Q

from billing_audit.rating.numbers import prefixes
from retainer.lib.tenancy.models import TenantQuerySet


class SharedQuerySet(TenantQuerySet):
    """Rows of a client, and those of nobody, which are the practice's own."""

    def visible_to(self, user: Any) -> "SharedQuerySet":
        if user.sees_all_clients:
            return self
        return self.filter(Q(client_id=None) | Q(client_id__in=user.client_ids))


class DeckRateQuerySet(SharedQuerySet):
    """Prices of a deck's version."""

    def matching(self, words: str) -> "DeckRateQuerySet":
        """Those that price a number or begin with a prefix, or whose destination is so called."""
        if not words:
            return self
        if re.fullmatch(r"[+\d ().-]+", words):
            digits = re.sub(r"\D", "", words)
            return self.filter(Q(prefix__startswith=digits) | Q(prefix__in=prefixes(digits)))
        return self.filter(destination__icontains=words)
