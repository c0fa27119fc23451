"""One practice and one backup of it for all tests here, and empty places to restore into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.practice import SECRET_KEY, furnish
from tests.product import Product, own_product


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
def elsewhere() -> Iterator[Product]:
    """Another cluster that holds no practice; a test leaves it as it was."""
    with own_product(SECRET_KEY=SECRET_KEY) as product:
        yield product
