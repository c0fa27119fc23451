"""What a database has applied, and how that compares with the migrations of this code.

Some migrations replace many earlier ones.  A database goes on from the earlier ones only if it has
applied all of them.
"""

from collections.abc import Iterable

from django.db.migrations.loader import MigrationLoader

Name = tuple[str, str]


def known(loader: MigrationLoader) -> set[Name]:
    """The app and name of all migrations of this code, and of those that they replace."""
    replaced = {name for each in loader.disk_migrations.values() for name in each.replaces}
    return {*loader.disk_migrations, *replaced}


def left_halfway(loader: MigrationLoader, applied: Iterable[Name]) -> list[Name]:
    """The replaced migrations that can no longer be applied to go on from ``applied``."""
    applied = set(applied)
    replaced: dict[str, set[Name]] = {}
    for (app, _), migration in loader.disk_migrations.items():
        replaced.setdefault(app, set()).update(migration.replaces)
    return sorted(
        name for names in replaced.values() if names & applied for name in names - applied
    )
