"""The library's own text: whole, in its format, and without a remark of the linter."""

from collections import Counter

import pytest

from rfp.library.placeholders import PLACEHOLDERS, blanks, filled
from rfp.library.shipped import BadText, as_request, packs, read_part, sections
from rfp.linter.engine import lint
from rfp.linter.reading import markdown

PARTS = (*sections(), *packs())
VALUES = {name: "Alder County" if name == "client" else "12" for name in PLACEHOLDERS}
PACK = """---
code: sample
title: Sample
reviewed: 2026-11-23
---

## Requirements

### Two paths {SAM-01}

The Provider must connect each Site by two paths.

- level: scored
- answer: number (paths)
- category: resilience
- weight: 3
"""


def test_a_request_can_be_begun_from_it() -> None:
    assert len(sections()) >= 14
    assert len(packs()) >= 12
    assert sum(len(part.requirements) for part in PARTS) >= 250


def test_every_code_is_one_of_its_kind() -> None:
    for codes in (
        [part.code for part in PARTS],
        [clause.code for part in PARTS for clause in part.clauses],
        [wanted.code for part in PARTS for wanted in part.requirements],
    ):
        assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_requirements_of_a_part_share_a_prefix_and_count_from_one() -> None:
    for part in PARTS:
        codes = [wanted.code for wanted in part.requirements]
        prefix = codes[0].partition("-")[0] if codes else ""
        assert codes == [f"{prefix}-{number:02}" for number in range(1, len(codes) + 1)]


def test_every_blank_is_one_that_a_request_fills() -> None:
    texts = [clause.text for part in PARTS for clause in part.clauses]
    texts += [wanted.text for part in PARTS for wanted in part.requirements]
    assert set().union(*map(blanks, texts)) <= set(PLACEHOLDERS)


def test_the_linter_has_no_remark_on_the_whole_of_it() -> None:
    remarks = lint(markdown.read(as_request(VALUES)))

    assert [(r.rule.code, r.words, r.mark.block.text[:80]) for r in remarks] == []


def test_blanks_without_a_value_stay_to_be_seen() -> None:
    assert filled("{{client}} pays on {{ due_date }}.", {"client": "Acme"}) == (
        "Acme pays on {{ due_date }}."
    )


def test_a_file_is_read_as_its_format_says() -> None:
    [wanted] = read_part(PACK, is_pack=True).requirements

    assert (wanted.code, wanted.title, wanted.level) == ("SAM-01", "Two paths", "scored")
    assert (wanted.answer, wanted.unit, wanted.weight) == ("number", "paths", 3)
    assert wanted.text == "The Provider must connect each Site by two paths."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (PACK.replace("---\ncode", "code", 1), "no facts"),
        (PACK.replace("level: scored", "level: wished"), "“wished” is none of"),
        (PACK.replace("weight: 3", "weight: 9"), "SAM-01: needs"),
        (PACK.replace("- weight: 3\n", ""), "SAM-01: needs"),
        (PACK.replace("- weight: 3", "- colour: red"), "colour"),
        (PACK.replace("## Requirements", "Stray words.\n\n## Requirements"), "Stray words"),
    ],
)
def test_a_file_out_of_its_format_says_what_is_wrong(wrong: str, told: str) -> None:
    with pytest.raises(BadText, match=told):
        read_part(wrong, is_pack=True)
