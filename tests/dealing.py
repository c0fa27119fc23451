"""How tests are dealt out to the processes that run side by side: by file, in their shuffled order.

A file's tests share what they set up and stay together.  What takes longest begins first: met last,
one process would work on it while the others have nothing left to do.
"""

import re
from collections.abc import Generator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

#: What is too much for one process: the examples of all checks by family, the addresses by test.
PARTS = re.compile(
    r"^tests/(?:billing_audit/checks/test_examples\.py::\w+\[[A-Z]|access/test_access\.py::\w+)"
)
#: Minutes by itself.
LONG = "tests/browser/test_every_page.py"


class ByFile(LoadScopeScheduling):
    """Deals out whole files, and a few large ones in parts."""

    def _split_scope(self, nodeid: str) -> str:
        part = PARTS.match(nodeid)
        return part[0] if part else nodeid.split("::", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Keep the order too: sorted by their number, the few long tests would be left to the end."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Once all is shuffled, move what is long to the front; the rest stays as it is."""
    yield
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
