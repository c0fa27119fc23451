"""No table of a client is forgotten, and every column says what it holds."""

import pytest
from django.apps import apps

from retainer.exporting.registry import LEFT_OUT, TABLES
from retainer.exporting.tables import Table
from retainer.lib.tenancy import Wall

OURS = [model for model in apps.get_models() if isinstance(getattr(model, "wall", None), Wall)]


def test_every_table_of_a_client_is_exported_or_left_out_with_a_reason() -> None:
    exported = {table.model for table in TABLES}

    assert exported | set(LEFT_OUT) == set(OURS)
    assert not exported & set(LEFT_OUT)
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_columns_of_its_own_names_and_says_what_they_hold(table: Table) -> None:
    names = [column.name for column in table.columns]

    assert len(names) == len(set(names))
    assert all(column.meaning.endswith(".") for column in table.columns)


def test_no_two_tables_share_a_name() -> None:
    assert len({table.name for table in TABLES}) == len(TABLES)
