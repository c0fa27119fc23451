"""How we audit: the same on the page, in the docs and in the code, for clients and the practice."""

import re
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from billing_audit.checks.catalogue import all_checks, check_of
from billing_audit.checks.not_made import NOT_MADE
from billing_audit.tuning.services import tune
from clients.models import Client, User

DOCS = Path(__file__).resolve().parents[3] / "docs" / "checks.md"
CHECKS = sorted(all_checks(), key=lambda check: check.code)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(text)))


def told(browser: Browser, **asked: str) -> str:
    return words(browser.get(reverse("method:check_list"), asked).content.decode())


def detail(browser: Browser, code: str) -> str:
    return words(browser.get(reverse("method:check_detail", args=[code])).content.decode())


@pytest.fixture
def tuned(acme: Client, pat: User) -> Client:
    """Acme's bills may be twelve days late."""
    check = check_of("A12")
    [grace] = check.settings
    tune(
        client=acme, check=check, setting=grace, value=Decimal(12), reason="Paper bills",
        set_by=pat,
    )  # fmt: skip
    return acme


def test_page_docs_and_code_name_the_same_checks(
    owen: User, browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser.force_login(owen)
    with django_assert_max_num_queries(16):
        page = browser.get(reverse("method:check_list")).content.decode()

    made = [(check.code, check.title) for check in CHECKS]
    docs = DOCS.read_text(encoding="utf-8")
    assert re.findall(r"^## (\w\d\d) (.+)$", docs, re.M) == made
    assert re.findall(r'href="/how-we-audit/(\w\d\d)/"', page) == [code for code, _ in made]
    assert all(title in words(page) for _, title in made)
    missing = [(code, title) for code, (title, _) in NOT_MADE.items()]
    assert re.findall(r"^- \*\*(\w\d\d) (.+)\.\*\*", docs, re.M) == missing
    assert all(f"{title} {code} {NOT_MADE[code][1]}" in words(page) for code, title in missing)


def test_a_checks_page_says_what_the_docs_say(owen: User, browser: Browser) -> None:
    browser.force_login(owen)
    docs = words(re.sub(r"\*|`|_", "", DOCS.read_text(encoding="utf-8")))
    for check in CHECKS[::9]:
        page = detail(browser, check.code)

        assert check.title in page
        for example in check.examples:
            assert words(example.title) in page
            assert words(example.title).replace("_", "") in docs
        for paragraph in check.description().split("\n\n"):
            assert words(paragraph).partition(": ")[2][1:] in page
        for setting in check.settings:
            assert setting.means in page
        assert page.count("a trap: it looks like") == sum(each.is_trap for each in check.examples)


def test_words_and_family_narrow_the_list(owen: User, browser: Browser) -> None:
    browser.force_login(owen)

    assert "Bill is missing" in told(browser, q="bill missing")
    assert "PICC above its cap" not in told(browser, q="bill missing")
    assert "PICC above its cap" in told(browser, family="D")
    assert "Bill is missing" not in told(browser, family="D")
    assert "No check matches" in told(browser, q="perpetual motion")
    only = told(browser, show="none")
    assert "Burst miscalculated" in only
    assert "PICC above its cap" not in only


def test_a_client_reads_what_was_changed_for_them_and_why(
    tuned: Client, owen: User, browser: Browser
) -> None:
    browser.force_login(owen)

    page = detail(browser, "A12")

    assert "Tolerances for Acme Logistics" in page
    assert "Paper bills" in page
    assert "12 days, default 7" in told(browser, show="own")
    assert "PICC above its cap" not in told(browser, show="own")


def test_another_client_reads_the_default(tuned: Client, stella: User, browser: Browser) -> None:
    browser.force_login(stella)

    assert "Paper bills" not in detail(browser, "A12")
    assert "Nothing is changed" in told(browser, show="own")
    assert "default 7" not in told(browser, q="A12")


def test_the_practice_reads_it_for_the_client_it_chose(
    tuned: Client, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    assert "12 days, default 7" in told(browser, client="acme", q="A12")
    assert "Paper bills" not in detail(browser, "A12")


def test_a_check_that_is_not_made_has_no_page(owen: User, browser: Browser) -> None:
    browser.force_login(owen)

    assert browser.get(reverse("method:check_detail", args=["Z99"])).status_code == 404
