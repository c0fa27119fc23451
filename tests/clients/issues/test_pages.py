"""Issues on their pages: each person with those of their own level, at the portal as well."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.issues.services import move, raise_issue
from clients.models import Client, Issue, Ladder, Membership, Notice, User
from retainer.lib.tenancy import acting_as

LIST = reverse("issues:issue_list")


@pytest.fixture
def mona(acme: Client) -> User:
    """Acme's manager."""
    user = User.objects.create_user("mona@acme.test", name="Mona May", kind="client")
    Membership.objects.create(user=user, client=acme, role="manager")
    return user


@pytest.fixture
def issue(acme: Client, casey: User) -> Issue:
    return raise_issue(client=acme, title="No reports", text="For weeks.", raised_by=casey)


def page(name: str, about: UUID) -> str:
    return reverse(f"issues:{name}", args=[about])


def looks(browser: Browser, user: User, address: str) -> int:
    browser.force_login(user)
    return browser.get(address).status_code


def overdue(issue: Issue, days: int = 1) -> None:
    Issue.objects.filter(pk=issue.pk).update(due_at=timezone.now() - timedelta(days=days))


def test_people_of_a_level_meet_only_the_issues_of_their_level(
    browser: Browser, issue: Issue, pat: User, casey: User, owen: User, mona: User, stella: User
) -> None:
    address = page("issue_detail", issue.public_id)
    met = {}
    for level in ("operating", "management", "executive"):
        Issue.objects.filter(pk=issue.pk).update(level=level)
        people = (pat, casey, mona, owen, stella)
        met[level] = [looks(browser, each, address) for each in people]

    assert met == {
        "operating": [200, 200, 404, 404, 404],
        "management": [200, 200, 200, 404, 404],  # Casey raised it
        "executive": [200, 200, 404, 200, 404],
    }


def test_a_consultant_does_not_follow_what_somebody_else_raised_above_their_level(
    browser: Browser, acme: Client, pat: User, casey: User
) -> None:
    issue = raise_issue(client=acme, title="Fees", text="Ours.", raised_by=pat)
    address = page("issue_detail", issue.public_id)
    assert looks(browser, casey, address) == 200

    move(issue=issue, level="management", words="Ours to say.", moved_by=pat)

    assert looks(browser, casey, address) == 404


def test_the_database_holds_the_levels_apart_by_itself(
    acme: Client, issue: Issue, owen: User, mona: User
) -> None:
    seen = {}
    for user in (owen, mona):
        with acting_as("portal", clients=[acme.pk], user_id=user.pk):
            seen[user.name] = Issue.objects.count(), issue.steps.count()
    Issue.objects.filter(pk=issue.pk).update(level="management")
    with acting_as("portal", clients=[acme.pk], user_id=mona.pk):
        seen["above"] = Issue.objects.count(), issue.steps.count()

    assert seen == {"Owen Ortiz": (0, 0), "Mona May": (0, 0), "above": (1, 1)}


def test_a_client_user_raises_one_is_answered_asks_again_takes_it_up_and_settles_it(
    browser: Browser, acme: Client, owen: User, casey: User, mona: User
) -> None:
    browser.force_login(owen)
    said = {"title": "Bills come late", "text": "Two months now."}
    assert browser.post(page("issue_create", acme.public_id), said).status_code == 302
    issue = Issue.objects.get()
    about = issue.public_id
    assert (issue.level, issue.raised_by) == ("operating", owen)
    assert Notice.objects.get(recipient=casey).link == page("issue_detail", about)
    assert not Notice.objects.filter(recipient=mona), "management is not asked yet"

    refused = browser.post(page("issue_answer", about), {"words": "Nothing."}, follow=True)
    assert "the operating level, whose people answer it" in refused.content.decode()
    browser.force_login(casey)
    browser.post(page("issue_answer", about), {"words": "From June they are on time."})
    browser.force_login(owen)
    assert "From June they are on time." in browser.get(page("issue_detail", about)).text
    browser.post(page("issue_ask_again", about), {"words": "They were not."})
    browser.post(page("issue_move", about), {"level": "management", "words": "Twice now."})
    browser.post(page("issue_settle", about), {"words": "On time at last."})

    issue.refresh_from_db()
    assert (issue.state, issue.level, issue.due_at) == ("settled", "management", None)
    assert [(step.deed, step.actor) for step in issue.steps.all()] == [
        ("raised", owen),
        ("answered", casey),
        ("asked", owen),
        ("moved", owen),
        ("settled", owen),
    ]


def test_only_who_raised_it_takes_it_to_another_level_at_the_portal(
    browser: Browser, issue: Issue, mona: User
) -> None:
    Issue.objects.filter(pk=issue.pk).update(level="management")
    browser.force_login(mona)

    said = {"level": "executive", "words": "Higher."}
    told = browser.post(page("issue_move", issue.public_id), said, follow=True)

    assert "Who raised it takes it to another level" in told.content.decode()
    issue.refresh_from_db()
    assert issue.level == "management"


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("issue_answer", {}, "Write the answer."),
        ("issue_settle", {"words": " "}, "Say how it was settled."),
        ("issue_ask_again", {"words": "?"}, "It waits for an answer already."),
        ("issue_move", {"level": "operating", "words": "x"}, "Choose another level"),
        ("issue_move", {"level": "heaven", "words": "x"}, "Choose another level"),
        ("issue_move", {"level": "executive"}, "Say why"),
    ],
)
def test_what_cannot_be_done_is_told_and_no_step_is_written(
    browser: Browser, issue: Issue, casey: User, name: str, said: dict[str, str], told: str
) -> None:
    browser.force_login(casey)

    answer = browser.post(page(name, issue.public_id), said, follow=True)

    assert told in answer.content.decode()
    assert issue.steps.count() == 1


def test_overdue_comes_first_and_settled_is_put_away(
    browser: Browser, acme: Client, casey: User, pat: User
) -> None:
    late, later, _, answered, settled = (
        raise_issue(client=acme, title=name, text="x", raised_by=casey)
        for name in ("Late", "Later", "Running", "Answered", "Settled")
    )
    overdue(late, days=1)
    overdue(later, days=2)
    Issue.objects.filter(pk=answered.pk).update(state="answered", due_at=None)
    Issue.objects.filter(pk=settled.pk).update(state="settled", due_at=None)
    browser.force_login(pat)

    def titles(query: str) -> list[str]:
        return [row.title for row in browser.get(LIST + query).context["page"]]

    assert titles("") == ["Later", "Late", "Running", "Answered"]
    assert titles("?state=overdue") == ["Later", "Late"]
    assert titles("?state=settled") == ["Settled"]
    assert titles("?state=all&level=operating") == [
        *("Later", "Late", "Running", "Answered", "Settled"),
    ]
    assert titles("?state=all&level=executive") == []
    assert "<strong>2 issues</strong> are overdue" in " ".join(browser.get(LIST).text.split())
    rows = list(csv.reader(StringIO(browser.get(reverse("issues:issue_export")).text)))
    assert [row[1] for row in rows] == ["issue", "Later", "Late", "Running", "Answered"]
    assert rows[1][:7] == ["Acme Logistics", "Later", "x", "", "Operating", "Overdue", "Casey Cole"]


def test_a_list_of_fifty_asks_as_little_as_one_of_one(
    browser: Browser, acme: Client, casey: User, pat: User
) -> None:
    browser.force_login(pat)
    counts = []
    for more in (1, 30):
        for number in range(more):
            raise_issue(client=acme, title=f"No. {number}", text="x", raised_by=casey)
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_principal_says_the_hours_and_what_was_asked_keeps_its_moment(
    browser: Browser, acme: Client, issue: Issue, pat: User
) -> None:
    browser.force_login(pat)
    due = issue.due_at
    address = page("ladder_edit", acme.public_id)

    said = {"operating": 4, "management": 8, "executive": 8}
    assert browser.post(address, said).status_code == 302
    assert browser.post(address, said | {"operating": 3}).status_code == 302

    assert str(Ladder.of(acme)) == "3, 8 and 8 hours"
    issue.refresh_from_db()
    assert issue.due_at == due


def test_with_no_issue_the_page_says_how_one_climbs(browser: Browser, owen: User) -> None:
    browser.force_login(owen)

    shown = browser.get(LIST).text

    assert "An issue begins at the operating level" in shown
    assert page("issue_create", Client.objects.get().public_id) in shown
