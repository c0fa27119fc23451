"""The demo's desk has a question answered late and one that waits, and a pulse of both sides."""

import pytest
from django.utils import timezone

from clients.models import Client, Membership, Practice, Pulse, PulseSummary, Question, User
from retainer.demo import CLIENTS
from retainer.demo.practice import PEOPLE
from retainer.demo.pulsing import ask_how_it_was
from retainer.demo.questions import LATE, ask_questions
from retainer.demo.story import ClientStory


@pytest.fixture(params=CLIENTS, ids=lambda story: story.slug)
def story(request: pytest.FixtureRequest) -> ClientStory:
    return request.param


@pytest.fixture
def client(story: ClientStory, db: None) -> Client:
    Practice.objects.create(pk=1)
    return Client.objects.create(slug=story.slug, name=story.name)


@pytest.fixture
def users(story: ClientStory, client: Client) -> dict[str, User]:
    users = {
        person.email: User.objects.create_user(person.email, name=person.name, kind=person.kind)
        for person in PEOPLE
    }
    for place in story.places:
        Membership.objects.create(client=client, user=users[place.email], role=place.role)
    return users


def test_a_question_was_answered_late_and_one_waits(
    story: ClientStory, client: Client, users: dict[str, User]
) -> None:
    for _ in range(2):
        ask_questions(story, users)

    waiting, late = Question.objects.filter(client=client)
    assert (late.subject, late.state, late.is_late(timezone.now())) == (LATE[0], "answered", True)
    assert waiting.next_due_at > timezone.now()


def test_both_sides_said_how_two_quarters_were(
    story: ClientStory, client: Client, users: dict[str, User]
) -> None:
    for _ in range(2):
        ask_how_it_was(client, story, users)

    quarterly = Pulse.objects.filter(client=client, quarter__isnull=False)
    assert quarterly.count() == 2 * len(story.places)
    assert PulseSummary.objects.get(client=client).rows
