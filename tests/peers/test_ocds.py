"""What we publish of a request holds against the standard's own schema."""

import json
from dataclasses import replace

import pytest
from jsonschema import Draft4Validator, FormatChecker

from rfp.issuing.ocds import release
from tests.peers.test_einvoices import DATA
from tests.rfp.request import REQUEST

SCHEMA = DATA / "rfp" / "ocds" / "dereferenced-release-schema.json"
pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason=f"there is no {SCHEMA}")


@pytest.mark.parametrize("request_", [REQUEST, replace(REQUEST, prices=(), steps=())])
@pytest.mark.parametrize("tag", ["tender", "tenderAmendment"])
def test_a_release_is_valid(request_: object, tag: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    told = json.loads(json.dumps(release(request_, tag=tag)))  # type: ignore[arg-type]

    checker = Draft4Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(told)] == []
