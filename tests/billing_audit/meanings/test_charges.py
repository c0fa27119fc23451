"""Charges that names cannot explain: who sees them, what saying a word does, and taking it back."""

from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse

from billing_audit.checks.examples import Agreed, Billed, bill, example
from billing_audit.meanings import services
from billing_audit.meanings.unmapped import Unmapped
from billing_audit.models import ChargeMeaning, Finding
from clients.models import Activity, Carrier, Client, User
from tests.billing_audit.on_file import OnFile, audit

QUEER = {"code": "XQ7", "description": "XQ7 adj monthly"}


@pytest.fixture
def billed(acme: Client) -> Client:
    """A port that the contract prices, and 20.00 under a code that tells nobody anything."""
    OnFile(acme).put(
        example(
            "",
            Billed(amount="80.00"),
            Billed(amount="20.00", **QUEER),
            rates=(Agreed(rate="80.00"),),
        )
    )
    return acme


def say(meaning: str, said_by: User) -> ChargeMeaning:
    carrier = Carrier.objects.get()
    return services.say(carrier=carrier, code="xq7", words="", meaning=meaning, said_by=said_by)


def test_a_charge_is_unmapped_until_somebody_says_what_it_is(billed: Client, pat: User) -> None:
    assert [each.code for each in Unmapped(billed).unknown] == ["XQ7"]
    assert Unmapped(billed).share == Decimal("0.8")

    say("ordinary", pat)

    assert Unmapped(billed).unknown == []
    assert Unmapped(billed).share == 1
    assert Activity.objects.latest("pk").sentence == "Corvane XQ7 is an ordinary charge."


def test_what_was_said_can_be_taken_back(billed: Client, pat: User) -> None:
    services.take_back(said=say("ordinary", pat), taken_back_by=pat)

    assert [each.code for each in Unmapped(billed).unknown] == ["XQ7"]


def test_saying_it_again_counts(billed: Client, pat: User) -> None:
    say("ordinary", pat)
    say("fusf", pat)

    assert [said.meaning for said in ChargeMeaning.objects.all()] == ["fusf"]


def test_an_unknown_meaning_is_refused(billed: Client, pat: User) -> None:
    with pytest.raises(services.NoSuchMeaning):
        say("nonsense", pat)


def test_the_checks_believe_what_was_said_before_what_a_charge_is_called(
    acme: Client, pat: User
) -> None:
    surcharge = {"charge": "surcharge", "service": "", "amount": "9.80"}
    OnFile(acme).put(
        example(
            "",
            bill(Billed(code="XQ7", description="XQ7", **surcharge)),
            bill(Billed(code="CRF", description="Cost recovery fee", **surcharge), number="1002"),
        )
    )
    carrier = Carrier.objects.get()
    for code, meaning in (("XQ7", "cost_recovery"), ("CRF", "ordinary")):
        services.say(carrier=carrier, code=code, words="", meaning=meaning, said_by=pat)

    audit(acme)

    found = Finding.objects.filter(check_code="J10")
    assert [each.subject for each in found] == ["XQ7 on A-1"]


def test_words_are_enough_where_there_is_no_code(acme: Client, pat: User) -> None:
    OnFile(acme).put(example("", Billed(amount="5.00", code="", description="Sundries")))
    carrier = Carrier.objects.get()

    services.say(carrier=carrier, code="", words="SUNDRIES", meaning="ordinary", said_by=pat)

    assert Unmapped(acme).unknown == []


def test_the_page_says_and_takes_back_in_one_click_each(
    billed: Client, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)
    here = f"{reverse('charges:charge_list')}?client=acme"
    assert "80.0%" in browser.get(here).content.decode()

    carrier = Carrier.objects.get()
    sent = {"carrier": carrier.public_id, "code": "XQ7", "words": "", "meaning": "ordinary"}
    told = browser.post(f"{reverse('charges:charge_say')}?client=acme", sent, follow=True)
    assert "Every charge is understood" in told.content.decode()

    said = ChargeMeaning.objects.get()
    back = reverse("charges:charge_take_back", args=[said.public_id])
    told = browser.post(f"{back}?client=acme", follow=True)
    assert "XQ7 adj monthly" in told.content.decode()


def test_the_unmapped_charges_as_a_table(billed: Client, casey: User, browser: Browser) -> None:
    browser.force_login(casey)

    table = browser.get(f"{reverse('charges:charge_export')}?client=acme")

    rows = b"".join(table.streaming_content if table.streaming else [table.content]).decode()
    assert "Corvane,XQ7,XQ7 adj monthly,USD,1,20" in rows


def test_a_client_without_bills_is_told_what_will_stand_here(
    acme: Client, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    page = browser.get(f"{reverse('charges:charge_list')}?client=acme").content.decode()

    assert "No bills yet" in page


def test_what_we_said_is_listed_with_who_said_it(
    billed: Client, pat: User, browser: Browser
) -> None:
    say("ordinary", pat)
    browser.force_login(pat)

    page = browser.get(f"{reverse('charges:charge_list')}?show=said").content.decode()

    assert "Corvane XQ7" in page
    assert "Pat Page" in page
