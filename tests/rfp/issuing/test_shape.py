"""What is frozen says by its digest whether it is the same."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rfp.issuing.ocds import release
from rfp.issuing.shape import canonical
from tests.rfp.request import REQUEST


def test_the_digest_changes_with_every_letter() -> None:
    changed = replace(REQUEST, price_weight=Decimal(41))

    assert REQUEST.digest == replace(REQUEST).digest
    assert changed.digest != REQUEST.digest


def test_what_has_no_one_form_is_not_frozen() -> None:
    with pytest.raises(TypeError, match="set has no canonical form"):
        canonical({"odd": {1}})


def test_a_release_names_periods_and_the_digest() -> None:
    told = release(REQUEST)

    assert told["tender"]["tenderPeriod"]["endDate"] == "2026-06-15T22:00:00+00:00"
    assert told["tender"]["enquiryPeriod"]["endDate"] == "2026-05-18T17:00:00+00:00"
    assert REQUEST.digest in told["tender"]["documents"][0]["description"]
    assert [item["quantity"] for item in told["tender"]["items"]] == [1, 2.5]
