"""What is frozen says by its digest whether it is the same."""

import json
from dataclasses import replace
from decimal import Decimal

from rfp.issuing.ocds import release
from rfp.issuing.shape import read, read_told
from tests.rfp.request import REQUEST


def test_the_digest_changes_with_every_letter() -> None:
    changed = replace(REQUEST, price_weight=Decimal(41))

    assert REQUEST.digest == replace(REQUEST).digest
    assert changed.digest != REQUEST.digest


def test_what_was_kept_is_read_as_it_was() -> None:
    kept = json.loads(json.dumps(REQUEST.document))

    assert read(kept) == REQUEST
    assert read(kept).digest == REQUEST.digest


def test_the_commitment_is_to_what_the_award_is_judged_by() -> None:
    reworded = replace(REQUEST, title="Access")
    weighed = replace(REQUEST, price_weight=Decimal(41))

    assert reworded.commitment == REQUEST.commitment
    assert len({REQUEST.commitment, weighed.commitment, replace(REQUEST, salt="x").commitment}) == 3


def test_bidders_read_no_secret_and_the_hashes_of_the_whole() -> None:
    whole = replace(REQUEST, salt="secret", shows_weights=False)
    told = read_told(json.loads(json.dumps(whole.told.document)))

    assert "secret" not in json.dumps(told.document)
    assert {wanted.weight for _, wanted in told.requirements} == {0}
    assert (told.digest, told.commitment) == (whole.digest, whole.commitment)
    assert [
        wanted.weight for _, wanted in replace(whole, shows_weights=True).told.requirements
    ] == [wanted.weight for _, wanted in REQUEST.requirements]


def test_a_release_names_periods_and_the_digest() -> None:
    told = release(REQUEST)

    assert told["tender"]["tenderPeriod"]["endDate"] == "2026-06-15T22:00:00+00:00"
    assert told["tender"]["enquiryPeriod"]["endDate"] == "2026-05-18T17:00:00+00:00"
    assert REQUEST.digest in told["tender"]["documents"][0]["description"]
    assert [item["quantity"] for item in told["tender"]["items"]] == [1, 2.5]
