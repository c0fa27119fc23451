"""An objective is set, measured, and judged by what was measured."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from clients.models import Activity, Client, Objective, Reading, User
from clients.objectives.services import (
    ObjectiveRefused,
    add_reading,
    close,
    keep_objective,
    link,
    remove_reading,
    reopen,
)
from retainer.lib.tenancy import acting_as
from tests.clients.objectives.conftest import make

TODAY = timezone.localdate


def read(wanted: Objective, by: User, value: int, days_ago: int = 0) -> Reading:
    return add_reading(
        objective=wanted,
        day=TODAY() - timedelta(days=days_ago),
        value=Decimal(value),
        source="Monthly report, page 2",
        noted_by=by,
    )


def test_the_way_is_reckoned_from_the_latest_reading(wanted: Objective, casey: User) -> None:
    read(wanted, casey, 3650)
    read(wanted, casey, 5000, days_ago=30)

    found = Objective.objects.for_list().get()

    assert (found.latest, found.latest_on) == (Decimal(3650), TODAY())
    assert found.way == Decimal("0.5")


@pytest.mark.parametrize(
    ("baseline", "target", "value", "is_reached"),
    [(100, 10, 10, True), (100, 10, 11, False), (61, 100, 100, True), (61, 100, 99, False)],
    ids=["down to it", "not down to it", "up to it", "not up to it"],
)
def test_a_target_lies_above_or_below_where_it_started(
    baseline: int, target: int, value: int, is_reached: bool
) -> None:
    wanted = Objective(baseline=Decimal(baseline), target=Decimal(target))

    assert wanted.is_reached_by(Decimal(value)) is is_reached


def test_nothing_is_met_that_was_not_measured(wanted: Objective, casey: User) -> None:
    with pytest.raises(ObjectiveRefused, match="Nothing was measured yet"):
        close(objective=wanted, state="met", because="", closed_by=casey)
    read(wanted, casey, 501, days_ago=1)
    with pytest.raises(ObjectiveRefused, match="does not reach the target of 500"):
        close(objective=wanted, state="met", because="", closed_by=casey)
    read(wanted, casey, 500)
    with pytest.raises(ObjectiveRefused, match="close it as met"):
        close(objective=wanted, state="missed", because="Late", closed_by=casey)

    met = close(objective=wanted, state="met", because="", closed_by=casey)

    assert (met.state, met.closed_on) == ("met", TODAY())


def test_who_gives_up_says_why_and_may_take_it_back(wanted: Objective, casey: User) -> None:
    with pytest.raises(ObjectiveRefused, match="Say why"):
        close(objective=wanted, state="dropped", because=" ", closed_by=casey)
    close(objective=wanted, state="dropped", because="The site was sold.", closed_by=casey)
    with pytest.raises(ObjectiveRefused, match="Open it again"):
        read(wanted, casey, 500)
    with pytest.raises(ObjectiveRefused, match="Open it again"):
        keep_objective(objective=Objective.objects.get(), kept_by=casey)

    again = reopen(objective=wanted, reopened_by=casey)

    assert (again.state, again.because, again.closed_on) == ("open", "", None)
    verbs = Activity.objects.filter(subject_id=wanted.public_id).values_list("verb", flat=True)
    assert set(verbs) == {"objective.set", "objective.dropped", "objective.reopened"}


def test_a_day_has_one_reading_which_is_of_what_was(wanted: Objective, casey: User) -> None:
    first = read(wanted, casey, 4000)
    with pytest.raises(ObjectiveRefused, match="There is a reading"):
        read(wanted, casey, 4100)
    with pytest.raises(ObjectiveRefused, match="a day that has come"):
        read(wanted, casey, 4100, days_ago=-1)

    remove_reading(reading=first, removed_by=casey)

    assert not wanted.readings.exists()
    said = Activity.objects.get(verb="objective.reading_removed").sentence
    assert "4,000 USD a month" in said


def test_an_objective_moves_something_and_is_set_once(acme: Client, casey: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Objective.objects.create(
            client=acme, lens="cost", sentence="Stay", baseline=1, target=1, unit="%",
            due_on=TODAY(),
        )  # fmt: skip
    make(acme, casey)
    with pytest.raises(ObjectiveRefused, match="Look for it"):
        make(acme, casey)


def test_what_serves_it_is_of_the_same_client(
    wanted: Objective, globex: Client, casey: User, pat: User
) -> None:
    other = make(globex, pat)

    with pytest.raises(ObjectiveRefused, match="of Acme"):
        link(objective=wanted, recommendations=[other], projects=[], linked_by=casey)


def test_a_client_user_changes_nothing_even_in_the_database(
    wanted: Objective, owen: User, acme: Client
) -> None:
    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        assert Objective.objects.get() == wanted
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Objective.objects.update(state="met")
