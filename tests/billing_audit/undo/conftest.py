"""A bill of Acme that was loaded, as the command loads it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from billing_audit.bills import loading
from billing_audit.models import BillFile
from clients.models import Client
from tests.billing_audit.bills.billed import bill, row, write
from tests.billing_audit.bills.command import load

Loaded = Callable[..., BillFile]


@pytest.fixture(params=["shared shelf", "own shelf"])
def shelf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the lines go: large files get a shelf of their own."""
    if request.param == "own shelf":
        monkeypatch.setattr(loading, "OWN_SHELF", 1)
    return request.param


@pytest.fixture
def loaded(acme: Client, tmp_path: Path) -> Loaded:
    """Loads rows as a file of that name."""

    def load_rows(name: str, *rows: dict[str, str]) -> BillFile:
        load(write(tmp_path, bill(*rows or [row()]), name))
        return BillFile.objects.latest("pk")

    return load_rows
