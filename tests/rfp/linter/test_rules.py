"""Every rule marks what its examples say it marks, and nothing in those that are right."""

import re

import pytest

from rfp.linter.engine import all_rules, lint
from rfp.linter.reading import markdown
from rfp.linter.rule import Rule, Surroundings

RULES = all_rules()
#: The ids that other programs rely on.
CODES = (
    *("ACR001", "CON001", "CON002", "CPY001", "CPY002", "CPY003", "DEF001", "DEF002", "DEF003"),
    *("DEF004", "NUM001", "OBL001", "OBL002", "REF001", "REF002", "SIM001", "SIM002", "SIM003"),
    "TEC001",
)
WRONG = [(rule, text) for rule in RULES for text in rule.wrong]
RIGHT = [(rule, text) for rule in RULES for text in rule.right]


def one_line(words: str) -> str:
    return " ".join(words.split())


def marked(text: str, rule: type[Rule], around: Surroundings | None = None) -> list[str]:
    remarks = lint(markdown.read(text), around or Surroundings(), only=[rule])
    return [one_line(remark.words) for remark in remarks]


def named(rule_and_text: object) -> str:
    return rule_and_text.code if isinstance(rule_and_text, type) else ""


def test_the_rules_are_those_that_others_rely_on() -> None:
    assert tuple(rule.code for rule in RULES) == CODES


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_says_what_it_is_and_shows_it(rule: type[Rule]) -> None:
    assert all((rule.__doc__, rule.title, rule.severity, rule.wrong, rule.right))


@pytest.mark.parametrize(("rule", "text"), WRONG, ids=named)
def test_what_is_wrong_is_marked_word_for_word(rule: type[Rule], text: str) -> None:
    wanted = [one_line(words) for words in re.findall("«(.*?)»", text, re.DOTALL)]

    assert marked(re.sub("[«»]", "", text), rule) == wanted


@pytest.mark.parametrize(("rule", "text"), RIGHT, ids=named)
def test_what_is_right_stays_unmarked(rule: type[Rule], text: str) -> None:
    assert marked(text, rule) == []


def test_names_and_sites_of_other_clients_are_marked_wherever_they_stand() -> None:
    [rule] = [rule for rule in RULES if rule.code == "CPY001"]
    around = Surroundings(client="Acme", others={"Globex": "Globex", "12 Birch Road": "Globex"})

    assert marked("Globex pays.\n\n| At |\n|---|\n| 12 Birch Road |", rule, around) == [
        "Globex",
        "12 Birch Road",
    ]


def test_the_firms_own_glossary_says_what_to_write_instead() -> None:
    [rule] = [rule for rule in RULES if rule.code == "ACR001"]
    around = Surroundings(glossary={"QXR": "quick exchange of routers"})

    [remark] = lint(markdown.read("Each site has a QXR."), around, only=[rule])

    assert remark.mark.instead == "quick exchange of routers (QXR)"
