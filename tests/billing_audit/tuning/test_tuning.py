"""What tuning a check does to audits, findings and proofs, and who may do it."""

import re
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from billing_audit.checks.base import Check
from billing_audit.checks.catalogue import all_checks, check_of
from billing_audit.checks.settings import Setting
from billing_audit.findings.proof import prove
from billing_audit.models import Finding, Occurrence, OwnSetting
from billing_audit.tuning.services import ChangedSince, ChangesNothing, tune, undo
from clients.models import Activity, Client, User
from retainer.lib.tenancy import acting_as
from tests.billing_audit.on_file import OnFile, audit

#: Ten lines that bear 5.95 each, where 4.31 are allowed.
CAP = check_of("D05")
DEAR = CAP.examples[0]
SETTINGS = [(check, setting) for check in all_checks() for setting in check.settings]
NAMES = [f"{check.code} {setting.name}" for check, setting in SETTINGS]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page))


def address(client: Client, name: str = "setting_change") -> str:
    return reverse(f"tuning:{name}", args=[client.public_id, "D05", "cap"])


def cap_is(client: Client, value: str | None, by: User) -> OwnSetting:
    [cap] = CAP.settings
    return tune(
        client=client,
        check=CAP,
        setting=cap,
        value=None if value is None else Decimal(value),
        reason="The tariff says so",
        set_by=by,
    )


@pytest.fixture
def dear(acme: Client) -> Client:
    OnFile(acme).put(DEAR)
    return acme


def test_a_wider_tolerance_silences_a_finding_and_a_narrower_one_raises_it_again(
    dear: Client, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    audit(dear, only=CAP)
    [finding] = Finding.objects.all()
    assert finding.resolved_at is None

    browser.post(address(dear), {"value": "6.00", "reason": "The tariff says 6.00"})
    run = audit(dear, only=CAP)
    finding.refresh_from_db()
    assert run.tuned == {"D05": {"cap": "6.00"}}
    assert finding.resolved_at is not None

    browser.post(address(dear), {"value": "5.00", "reason": "Read again: 5.00"})
    audit(dear, only=CAP)
    finding.refresh_from_db()
    assert finding.resolved_at is None
    assert Occurrence.objects.get().result == Decimal("9.50")
    page = browser.get(reverse("findings:finding_detail", args=[finding.public_id]))
    assert "$5.00" in words(page.content.decode())


def test_a_proof_is_equal_before_and_after_the_value_is_tuned(dear: Client, pat: User) -> None:
    audit(dear, only=CAP)
    finding = Finding.objects.get()
    cap_is(dear, "5.00", pat)

    proof = prove(finding)

    assert proof.equal
    assert finding.occurrences.get().inputs["cap"] == "4.31"
    audit(dear, only=CAP)
    assert prove(finding).equal
    assert finding.occurrences.get().inputs["cap"] == "5.00"


def test_a_run_keeps_the_values_it_began_with(dear: Client, pat: User) -> None:
    cap_is(dear, "5.00", pat)
    run = audit(dear, only=CAP)

    cap_is(dear, "5.50", pat)
    run.refresh_from_db()

    assert run.tuned == {"D05": {"cap": "5.00"}}


def test_another_clients_audit_keeps_the_default(dear: Client, globex: Client, pat: User) -> None:
    cap_is(globex, "90.00", pat)

    audit(dear, only=CAP)

    assert Finding.objects.get().occurrences.get().inputs["cap"] == "4.31"


@pytest.mark.parametrize(("check", "setting"), SETTINGS, ids=NAMES)
def test_every_setting_can_be_used_at_both_of_its_bounds_and_is_printed(
    check: type[Check], setting: Setting, acme: Client, pat: User
) -> None:
    OnFile(acme).put(next(each for each in check.examples if each.is_caught))
    for value in (setting.least, setting.most):
        tune(client=acme, check=check, setting=setting, value=value, reason="Bound", set_by=pat)

        run = audit(acme, only=check)

        assert run.results.get(check_code=check.code).state == "done"
        for finding in Finding.objects.filter(last_run=run):
            assert prove(finding).equal
            for hit in finding.occurrences.all():
                assert Decimal(hit.inputs[setting.name]) == value


@pytest.mark.parametrize(("check", "setting"), SETTINGS, ids=NAMES)
def test_every_setting_says_what_it_means_and_gives_its_default_back(
    check: type[Check], setting: Setting
) -> None:
    assert setting.input in check.inputs
    assert setting.means.endswith(".")
    assert setting.fault(setting.default) == ""
    assert setting.fault(setting.least) == setting.fault(setting.most) == ""


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("D05", "-1", "Give a number from 0.00 to 100.00 in the bill’s currency."),
        ("D05", "1000", "Give a number from 0.00 to 100.00"),
        ("D05", "4.315", "Give at most 2 decimals, such as 4.31."),
        ("A12", "2.5", "Give a whole number of days, such as 7."),
        ("A12", "NaN", "Enter a number."),
        ("A12", "a week", "Enter a number."),
        ("A12", "", "This field is required."),
    ],
)
def test_a_value_out_of_bounds_is_refused_in_words(
    acme: Client, casey: User, browser: Browser, code: str, value: str, said: str
) -> None:
    browser.force_login(casey)
    name = check_of(code).settings[0].name

    page = browser.post(
        reverse("tuning:setting_change", args=[acme.public_id, code, name]),
        {"value": value, "reason": "A try"},
    )

    assert said in words(page.content.decode())
    assert not OwnSetting.objects.exists()


def test_a_change_without_a_reason_is_refused(acme: Client, casey: User, browser: Browser) -> None:
    browser.force_login(casey)

    page = browser.post(address(acme), {"value": "5.00", "reason": " "})

    assert "Say why the client is audited otherwise." in words(page.content.decode())
    assert not OwnSetting.objects.exists()


def test_the_value_in_force_is_no_change(acme: Client, pat: User) -> None:
    cap_is(acme, "5.00", pat)

    with pytest.raises(ChangesNothing):
        cap_is(acme, "5.00", pat)


def test_the_page_shows_default_and_own_value_with_the_reason(
    acme: Client,
    casey: User,
    browser: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cap_is(acme, "5.00", casey)
    browser.force_login(casey)

    with django_assert_max_num_queries(16):
        page = browser.get(
            reverse("tuning:setting_list", args=[acme.public_id]), {"show": "own", "q": "picc cap"}
        )

    told = words(page.content.decode())
    assert "PICC above its cap: most a line may bear" in told
    assert re.search("The tariff says so 4.31 ?in the bill’s currency 5.00", told)
    assert "Bill is missing" not in told
    assert Activity.objects.latest("pk").sentence == (
        "PICC above its cap (D05): most a line may bear is now 5.00 in the bill’s currency."
        " The tariff says so"
    )


def test_back_to_the_default_can_be_undone(dear: Client, casey: User, browser: Browser) -> None:
    browser.force_login(casey)
    cap_is(dear, "6.00", casey)

    page = browser.post(address(dear, "setting_reset"), follow=True).content.decode()
    assert audit(dear, only=CAP).tuned == {}

    [back] = re.findall(r'action="(/settings/[^"]+/undo/)"', page)
    browser.post(back)
    assert audit(dear, only=CAP).tuned == {"D05": {"cap": "6.00"}}
    history = browser.get(address(dear)).content.decode()
    assert words(history).count("Set to 6.00 in the bill’s currency.") == 2


def test_only_the_last_change_can_be_undone(acme: Client, pat: User) -> None:
    first = cap_is(acme, "5.00", pat)
    cap_is(acme, "6.00", pat)

    with pytest.raises(ChangedSince):
        undo(word=first, undone_by=pat)


def test_the_first_change_undone_is_the_default_again(acme: Client, pat: User) -> None:
    assert undo(word=cap_is(acme, "5.00", pat), undone_by=pat).value is None


def test_the_client_reads_its_own_values_and_changes_none(
    acme: Client, globex: Client, owen: User, stella: User, pat: User
) -> None:
    cap_is(acme, "5.00", pat)

    with acting_as("portal", clients=[acme.pk], user_id=owen.pk):
        assert OwnSetting.objects.get().reason == "The tariff says so"
    with acting_as("portal", clients=[globex.pk], user_id=stella.pk):
        assert not OwnSetting.objects.exists()
