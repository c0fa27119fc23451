"""A consultant with a timer, at whatever time of day a test runs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Project, Timer, User

Run = Callable[..., Timer]


@pytest.fixture
def run(audit: Project, casey: User) -> Run:
    """A timer of Casey's that has been running for so many minutes."""

    def running(minutes: int, text: str = "Dispute call", project: Project = audit) -> Timer:
        return Timer.objects.create(
            client=project.client, project=project, consultant=casey, text=text,
            started_at=timezone.now() - timedelta(minutes=minutes),
        )  # fmt: skip

    return running


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Midday, so that no timer runs past midnight by itself."""
    now = datetime(2026, 3, 12, 12, 0, 10, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.fixture
def casey_works(casey: User, audit: Project, sourcing: Project, browser: Browser) -> Browser:
    browser.force_login(casey)
    return browser
