"""Acme with rows of every kind, packed into a folder."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from clients.models import Client, User
from retainer.exporting.archive import FolderArchive
from retainer.exporting.packing import Packing
from tests.access.world import World

Row = dict[str, str]


class Packed:
    """What lies in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str) -> list[Row]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def text(self) -> str:
        tables = [*self.folder.glob("*.csv"), self.folder / "README.txt"]
        return "\n".join(path.read_text(encoding="utf-8") for path in tables)


Pack = Callable[..., Packed]


@pytest.fixture
def world(acme: Client, owen: User, pat: User, casey: User) -> World:
    world = World(acme=acme, owen=owen, pat=pat, casey=casey)
    world.arguments()
    return world


@pytest.fixture
def pack(world: World, tmp_path: Path) -> Pack:
    def into(*, is_client: bool = False) -> Packed:
        folder = tmp_path / ("client" if is_client else "practice")
        Packing(world.acme, FolderArchive(folder), is_client).run()
        return Packed(folder)

    return into
