"""Which parts, items and versions of the library a page shows."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class LibraryQuerySet(models.QuerySet):
    """Rows of the library, which is the practice's own."""

    def visible_to(self, user: Any) -> "LibraryQuerySet":
        """Everything for people of the practice, nothing for anybody else."""
        return self.all() if user.is_practice else self.none()


class LibraryPartQuerySet(LibraryQuerySet):
    """Sections in the order of a request, then packs by title."""

    def in_use(self) -> "LibraryPartQuerySet":
        return self.filter(archived_at=None)

    def overdue(self, today: date) -> "LibraryPartQuerySet":
        """Those that somebody should have read again by now."""
        return self.in_use().filter(review_due__lt=today)


class LibraryItemQuerySet(LibraryQuerySet):
    """Clauses and requirements, in the order of their part."""

    def in_use(self) -> "LibraryItemQuerySet":
        return self.filter(archived_at=None, part__archived_at=None)


class LibraryVersionQuerySet(LibraryQuerySet):
    """What items said, each time they were written."""

    def newest(self) -> "LibraryVersionQuerySet":
        """Each item as it reads now.

        Found once for all items: what asks for each row whether there is a later one takes
        minutes in tables that were just filled and never looked at by the planner.
        """
        every = self.model._default_manager.order_by("item_id", "-number").distinct("item_id")
        return self.filter(pk__in=every.values("pk"))

    def in_use(self) -> "LibraryVersionQuerySet":
        return self.filter(item__archived_at=None, item__part__archived_at=None)

    def saying(self, words: str) -> "LibraryVersionQuerySet":
        """Those that have every one of the words, wherever it stands."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(text__icontains=word)
                | Q(evidence__icontains=word)
                | Q(scorer__icontains=word)
                | Q(item__code__iexact=word)
            )
        return found
