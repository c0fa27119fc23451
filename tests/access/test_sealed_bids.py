"""Before the hour no page of the product shows a word of a bid, whoever asks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from tests.access.table import EVERYBODY, OK, TABLE
from tests.access.world.bids import MARK, PRICE
from tests.rfp.bids.leaks import in_answer

#: As it was written, and as figures are shown.
MARKS = (MARK, PRICE, "918,273")


@pytest.mark.parametrize("visitor", ["principal", "own client"])
def test_no_address_shows_a_sealed_answer_or_price(
    visitor: str, visitors: dict[str, Callable[[], Browser]], world: dict[str, Any]
) -> None:
    browser, shown = visitors[visitor](), {}
    for name, method, words, *answers in TABLE:
        if method == "get" and answers[EVERYBODY.index(visitor)] == OK:
            address = reverse(name, args=[world[word] for word in words])
            with transaction.atomic():
                # A search for half a word shows the whole one where rows are searched.
                answer = browser.get(address, {"q": MARK[:6]})
                if found := in_answer(answer, MARKS):
                    shown[name] = found
                transaction.set_rollback(True)

    assert shown == {}


def test_the_bidder_reads_what_it_wrote(
    visitors: dict[str, Callable[[], Browser]], world: dict[str, Any]
) -> None:
    page = visitors["bidder"]().get(reverse("bids:part_edit", args=["declarations"]))

    assert in_answer(page, MARKS) == [MARK]


def test_there_is_no_admin_site() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert "admin" not in get_resolver().namespace_dict
