"""A shared checkout, and fresh ones, without the servers that the environment may name."""

from collections.abc import Callable, Iterator

import pytest

from retainer import embedded
from tests.embedded.checkouts import Checkout, make_checkout, remove


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Callable[[Checkout], None]:
    """Makes this process one of the given checkout."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return lambda checkout: monkeypatch.setenv("RETAINER_VAR", str(checkout.var))


@pytest.fixture(scope="session")
def shared_checkout() -> Iterator[Checkout]:
    """One for all tests here that need no fresh one: making a cluster takes a second."""
    checkout = make_checkout()
    yield checkout
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETAINER_VAR", str(checkout.var))
        remove(checkout)


@pytest.fixture
def checkout(shared_checkout: Checkout, enter: Callable[[Checkout], None]) -> Iterator[Checkout]:
    """A checkout whose servers are stopped."""
    enter(shared_checkout)
    yield shared_checkout
    enter(shared_checkout)
    embedded.stop()


@pytest.fixture
def new_checkout(enter: Callable[[Checkout], None]) -> Iterator[Callable[..., Checkout]]:
    """Makes fresh checkouts, enters them, and leaves nothing of them behind."""
    made: list[Checkout] = []

    def new(**kind: object) -> Checkout:
        made.append(make_checkout(**kind))
        enter(made[-1])
        return made[-1]

    yield new
    for checkout in made:
        enter(checkout)
        remove(checkout)
