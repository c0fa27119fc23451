"""A profile is kept as JSON and says in sentences what is wrong with it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from billing_audit.bills.importers.mapped.profile import (
    Charge,
    Conventions,
    Profile,
    Table,
    UnsoundProfile,
    sound,
)
from billing_audit.bills.importers.mapped.shipped import SHIPPED
from tests.billing_audit.bills.mapped.tables import PROFILE


@pytest.mark.parametrize("profile", [PROFILE, *SHIPPED[::4]], ids=lambda each: each.name)
def test_it_comes_back_from_json_as_it_went(profile: Profile) -> None:
    assert Profile.from_json(json.loads(json.dumps(profile.to_json()))) == profile


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": " "}, "Give the layout a name"),
        ({"currency": "usd"}, "three capital letters"),
        ({"carrier": ""}, "Say which carrier"),
        ({"recognised_by": ()}, "by which column names"),
        ({"table": Table(delimiter=",,")}, "one character"),
        ({"table": Table(delimiter="7")}, "one character"),
        ({"table": Table(quote=",")}, "not the one that separates"),
        ({"table": Table(header_row=90)}, "between 1 and 50"),
        ({"table": Table(header_row=0)}, "how many columns"),
        ({"table": Table(header_row=0, width=2)}, "they are called A, B, C"),
        ({"conventions": Conventions(decimal=",", thousands=",")}, "the same sign"),
        ({"conventions": Conventions(days=())}, "how the carrier writes days"),
        ({"conventions": Conventions(days=("MM/YYYY",))}, "a year, a month and a day"),
        ({"conventions": Conventions(days=("D/D/YYYY",))}, "names a part twice"),
        ({"columns": {"account_no": "Account"}}, "Choose the column of the bill date"),
        ({"columns": {**PROFILE.columns, "colour": "What"}}, "No bill has a field “colour”"),
        ({"fixed": {"charge_type": "tax"}}, "comes from a column and is fixed, too"),
        ({"fixed": {"quantity": "1"}}, "cannot be the same in every row"),
        ({"charge_types": {"Monthly": "rent"}}, "“rent” is no kind of charge"),
        ({"charges": (Charge(column="Amount", charge_type="tax"),)}, "Either one column"),
    ],
)
def test_what_nobody_can_follow_is_named(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(UnsoundProfile, match=fault):
        sound(replace(PROFILE, **changes))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ([], "not a JSON object"),
        ({"nmae": "x"}, "“nmae”, which no layout has"),
        ({"carrier": "x"}, "leaves out “name”"),
        ({"name": 7}, "name is not a text"),
        ({"name": "x", "table": {"kind": "pdf"}}, "kind is one of 'csv', 'xlsx'"),
        ({"name": "x", "columns": {"amount": 3}}, "not an object of texts"),
        ({"name": "x", "charges": {}}, "not a list"),
        ({"name": "x", "table": {"header_row": "1"}}, "not of type int"),
    ],
)
def test_json_that_is_no_profile_is_refused_in_words(given: object, fault: str) -> None:
    with pytest.raises(UnsoundProfile, match=fault):
        Profile.from_json(given)
