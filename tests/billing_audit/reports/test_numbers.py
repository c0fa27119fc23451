"""The numbers of the summary, where a bare amount would mislead."""

from billing_audit.models import AuditRun, Finding
from billing_audit.reports.presentation import Number, course, numbers
from clients.models import Client, User
from tests.billing_audit.reports.conftest import decide
from tests.billing_audit.reports.test_document import html_of
from tests.billing_audit.reports.test_figures import figures_of


def waiting(client: Client) -> Number:
    return {each.label: each for each in numbers(figures_of(client))}["Needs your decision"]


def ask(check: str, by: User) -> None:
    decide(Finding.objects.get(check_code=check), "asked", by)


def test_where_only_something_is_at_stake_the_decisions_are_the_number(
    acme: Client, quarter: AuditRun, casey: User
):
    ask("C04", casey)

    number = waiting(acme)

    assert (number.value, number.note) == ("1 question", "$20.00 at stake")
    assert number.tone == "attention"


def test_what_is_at_stake_stands_beside_what_is_claimed(
    acme: Client, quarter: AuditRun, casey: User
):
    ask("A09", casey)
    ask("C04", casey)

    number = waiting(acme)

    assert (number.value, number.note) == ("$5.00", "waiting in 2 questions; $20.00 at stake")


def test_where_no_question_is_open_it_says_so(acme: Client, quarter: AuditRun):
    number = waiting(acme)

    assert (number.value, number.note, number.tone) == ("Nothing", "no decision is open", "")


def test_the_course_shows_only_steps_that_were_taken(acme: Client, quarter: AuditRun, casey: User):
    before = course(figures_of(acme))
    ask("A09", casey)

    assert "Waiting" not in before
    assert "Waiting" in course(figures_of(acme))


def test_a_check_that_claims_nothing_says_what_is_at_stake(acme: Client, quarter: AuditRun):
    html = " ".join(html_of(figures_of(acme)).split())

    assert "1 finding, nothing claimed this month; $20.00 at stake." in html
