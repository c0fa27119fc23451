"""Two clocks look at once, each on a connection of its own: an issue moves up once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from clients.issues.services import escalate_unanswered, raise_issue
from clients.models import Issue, IssueStep
from retainer.lib.tenancy import ALL, acting_as
from tests.at_once import Office, Other, committed_office


@pytest.fixture
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    with committed_office(django_db_blocker) as office:
        yield office


@pytest.fixture
def issue(office: Office) -> Issue:
    with acting_as("worker", clients=ALL):
        return raise_issue(
            client=office.agreement.client, title="Late", text="Very.", raised_by=office.casey
        )


def test_what_one_clock_holds_the_other_leaves_alone(issue: Issue) -> None:
    late = issue.due_at + timedelta(days=60)
    with acting_as("worker", clients=ALL):
        assert escalate_unanswered(now=late) == 1
        other = Other(lambda: escalate_unanswered(now=late))
        assert other.result() == 0, "nobody waits for a row that is being moved"

    with acting_as("worker", clients=ALL):
        assert escalate_unanswered(now=late) == 0
        issue.refresh_from_db()
        assert issue.level == "management"
        assert IssueStep.objects.filter(deed="escalated").count() == 1
