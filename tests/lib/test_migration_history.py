"""Which databases this code brings forward."""

from django.db.migrations.loader import MigrationLoader

from retainer.lib.migration_history import known, left_halfway

LOADER = MigrationLoader(None)
REPLACED = {name for each in LOADER.disk_migrations.values() for name in each.replaces}


def test_a_database_that_has_applied_all_that_was_replaced_goes_on() -> None:
    assert known(LOADER) >= REPLACED
    assert left_halfway(LOADER, REPLACED) == []


def test_a_new_database_is_made_by_what_replaces() -> None:
    assert left_halfway(LOADER, set()) == []
    assert left_halfway(LOADER, set(LOADER.disk_migrations)) == []


def test_a_database_that_stopped_halfway_cannot_go_on() -> None:
    missing = max(REPLACED)

    assert left_halfway(LOADER, REPLACED - {missing}) == [missing]
