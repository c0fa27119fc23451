"""One practice and one backup of it for all tests here, and an empty place to restore into."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.practice import SECRET_KEY, furnish
from tests.product import Product, own_product

EMPTY = """
DROP SCHEMA IF EXISTS public, app, sealed CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner
"""


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with own_product(SECRET_KEY=SECRET_KEY) as product:
        furnish(product, tmp_path_factory.mktemp("bills"))
        yield product


@pytest.fixture(scope="session")
def backup(practice: Product, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups")
    return Path(practice.manage("backup", str(folder)).strip())


@pytest.fixture(scope="session")
def another_cluster() -> Iterator[Product]:
    with own_product(prepared=False, SECRET_KEY=SECRET_KEY) as product:
        yield product


@pytest.fixture
def elsewhere(another_cluster: Product) -> Iterator[Product]:
    """Another cluster, whose database holds nothing at all, nor does its file store."""
    yield another_cluster
    another_cluster.rows(EMPTY)
    shutil.rmtree(another_cluster.var / "files", ignore_errors=True)


def refusal(product: Product, *words: str, status: int = 3) -> str:
    """What a command says that ends with ``status``."""
    command = product.start("manage.py", *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, complaint = command.communicate()
    assert command.returncode == status, complaint
    return complaint
