"""Which questions a page shows, and which of them were answered as promised."""

from datetime import datetime

from django.db.models import F, Q

from retainer.lib.tenancy.models import TenantQuerySet


class QuestionQuerySet(TenantQuerySet):
    """What clients ask us."""

    def waiting(self) -> "QuestionQuerySet":
        """Where the next word is ours."""
        return self.filter(next_due_at__isnull=False)

    def overdue(self, now: datetime) -> "QuestionQuerySet":
        """Where our next word should have come."""
        return self.filter(next_due_at__lt=now)

    def answered_in_time(self) -> "QuestionQuerySet":
        """Where our first word came by the moment promised."""
        return self.filter(first_word_at__lte=F("due_at"))

    def answered_late(self, now: datetime) -> "QuestionQuerySet":
        """Where our first word came later than promised, or should have come and did not."""
        late = Q(first_word_at__gt=F("due_at")) | Q(first_word_at=None, due_at__lt=now)
        return self.filter(late)

    def updated_late(self, now: datetime) -> "QuestionQuerySet":
        """Where a word after our first one came later than promised, or should have come."""
        late = self.model.objects.filter(
            steps__at__gt=F("first_word_at"), steps__due_at__lt=F("steps__at")
        )
        owed = Q(first_word_at__isnull=False, next_due_at__lt=now)
        return self.filter(owed | Q(pk__in=late.values("pk")))

    def updated_in_time(self, now: datetime) -> "QuestionQuerySet":
        """Where words came after our first one, and every one by the moment promised."""
        said = self.model.objects.filter(
            steps__at__gt=F("first_word_at"), steps__due_at__isnull=False
        )
        late = self.updated_late(now)
        return self.filter(pk__in=said.values("pk")).exclude(pk__in=late.values("pk"))

    def asked_between(self, first: datetime, last: datetime) -> "QuestionQuerySet":
        return self.filter(asked_at__gte=first, asked_at__lt=last)

    def for_list(self) -> "QuestionQuerySet":
        """With everything a row of a list says; of people their names alone, as clients may."""
        return self.select_related("client").annotate(asker=F("asked_by__name"))
