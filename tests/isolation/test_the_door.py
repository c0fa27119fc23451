"""Signing in at the running product, where every role has its own login to the database.

The rest of the suite shares one connection, on which a missing grant can hide.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.isolation.door import Answer, Guest, code
from tests.product import Product, own_product

PASSWORD = "four plain words here"
PEOPLE = """
from clients.models import Client, Membership, User
from retainer.lib.tenancy import ALL, acting_as
with acting_as("worker", clients=ALL):
    acme = Client.objects.create(slug="acme", name="Acme Logistics")
    for name, kind in (
        ("pat", "principal"), ("terry", "principal"), ("casey", "consultant"), ("owen", "client")
    ):
        user = User.objects.create_user(
            f"{name}@test.test", name=name.title(), kind=kind, password="four plain words here"
        )
        if kind != "principal":
            role = "consultant" if kind == "consultant" else "executive"
            Membership.objects.create(user=user, client=acme, role=role)
"""
NESTED = """
from clients.models import Client
from retainer.lib.tenancy import ALL, acting_as
seen = []
with acting_as("staff", clients=ALL):
    seen.append(Client.objects.count())
    with acting_as("staff"):
        seen.append(Client.objects.count())
        with acting_as("worker", clients=ALL):
            seen.append(Client.objects.count())
    seen.append(Client.objects.count())
print(seen)
"""


class House:
    """The product with its web server up."""

    def __init__(self, product: Product, address: str) -> None:
        self.product, self.address = product, address
        self.origins = count(1)

    def guest(self, origin: str = "") -> Guest:
        """Somebody new: attempts are counted by where they come from."""
        return Guest(self.address, origin or f"10.1.1.{next(self.origins)}")

    def signed_in(self, name: str) -> Guest:
        guest = self.guest()
        assert guest.sign_in(f"{name}@test.test", PASSWORD).path != "/accounts/login/"
        return guest

    def mailed(self, pattern: str) -> str:
        """The newest address of this shape among the mails, which go to the web server's log."""
        text = (self.product.var / "log" / "web.log").read_text().replace("=\n", "")
        return re.findall(f"{re.escape(self.address)}({pattern})", text)[-1]

    def invite(self, email: str) -> str:
        """The link in the mail of somebody whom Pat invites."""
        pat = self.signed_in("pat")
        answer = pat.send("/people/invite/", name="New Colleague", email=email, kind="consultant")
        assert answer.path == "/people/"
        return self.mailed(r"/join/\S+")


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with own_product(BEHIND_TLS_PROXY="yes") as product:
        product.manage("shell", "--command", PEOPLE)
        with product.running("web") as host:
            yield House(product, host.address)


@pytest.mark.parametrize(
    ("name", "page"), [("pat", "/people/"), ("casey", "/clients/"), ("owen", "/")]
)
def test_everybody_signs_in_with_a_password(house: House, name: str, page: str) -> None:
    guest = house.signed_in(name)

    assert guest.ask(page).status == 200
    assert guest.ask("/accounts/2fa/").status == 200


def test_signing_in_gives_the_session_a_new_key(house: House) -> None:
    guest = house.guest()
    guest.ask("/accounts/login/")
    planted = "a" * 32
    guest.ask("/accounts/login/", Cookie=f"session={planted}")

    guest.sign_in("casey@test.test", PASSWORD)

    assert guest.cookie("session") not in (None, planted)
    assert house.guest().ask("/clients/", Cookie=f"session={planted}").path == "/accounts/login/"


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(house: House, elsewhere: str) -> None:
    guest = house.guest()

    answer = guest.send(
        "/accounts/login/", login="casey@test.test", password=PASSWORD, next=elsewhere
    )

    assert (answer.status, answer.path) == (200, "/")


def test_a_changed_password_keeps_this_session_and_ends_the_others(house: House) -> None:
    house.invite("chris@test.test")
    here = house.guest()
    here.send(house.mailed(r"/join/\S+"), name="Chris", password=PASSWORD)
    elsewhere = house.signed_in("chris")

    here.send(
        "/accounts/password/change/",
        oldpassword=PASSWORD,
        password1="five other plain words here",
        password2="five other plain words here",
    )

    assert here.ask("/clients/").status == 200
    assert elsewhere.ask("/clients/").path == "/accounts/login/"
    house.guest().sign_in("chris@test.test", "five other plain words here")


def test_one_time_codes_are_asked_for_once_they_are_turned_on(house: House) -> None:
    here = house.guest()
    here.send(house.invite("toni@test.test"), name="Toni", password=PASSWORD)
    assert here.send("/accounts/2fa/totp/activate/", password=PASSWORD).status == 200
    page = here.ask("/accounts/2fa/totp/activate/")
    secret = re.search(r">([A-Z2-7]{32})<", page.text)[1]
    here.fill_in(page, code=code(secret))

    later = house.guest()
    assert later.sign_in("toni@test.test", PASSWORD).path == "/accounts/2fa/authenticate/"
    assert later.ask("/clients/").path == "/accounts/2fa/authenticate/"
    second = code(secret, steps=1)
    later.send("/accounts/2fa/authenticate/", code=second)

    assert later.ask("/clients/").path == "/clients/"
    thief = house.guest()
    thief.sign_in("toni@test.test", PASSWORD)
    again = thief.send("/accounts/2fa/authenticate/", code=second)
    assert again.path == "/accounts/2fa/authenticate/", "a code opens the door once"


def test_an_invitation_accepted_twice_at_once_makes_one_login(house: House) -> None:
    link = house.invite("ida@test.test")

    def join(_: int) -> Answer:
        return house.guest().send(link, name="Ida", password=PASSWORD)

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(join, range(2)))

    assert sorted(answer.status for answer in answers) == [200, 404]
    assert house.product.rows(
        "SELECT count(*) FROM clients_user WHERE email = 'ida@test.test'"
    ) == [(1,)]


def test_guessing_is_throttled_whichever_process_answers(house: House) -> None:
    for n in range(5):
        assert "not correct" in house.guest().sign_in("terry@test.test", f"guess {n}").text

    known = house.guest().sign_in("terry@test.test", PASSWORD)

    assert known.path == "/accounts/login/", "even the right password waits"
    assert "Too many" in known.text


def test_asking_for_many_reset_mails_is_throttled_in_words(house: House) -> None:
    answers = [
        house.guest().send("/accounts/password/reset/", email="casey@test.test") for _ in range(6)
    ]

    assert answers[-1].status == 429
    assert "Too many attempts" in answers[-1].text


def test_guessing_at_many_logins_from_one_place_is_throttled(house: House) -> None:
    answers = [house.guest("10.9.9.9").sign_in(f"nobody{n}@test.test", "guess") for n in range(11)]

    assert "not correct" in answers[9].text
    assert "Too many" in answers[10].text
    assert house.signed_in("casey").ask("/clients/").status == 200


def pages(house: House) -> dict[str, Callable[[], Answer]]:
    """An answer of every kind."""
    return {
        "a page": lambda: house.signed_in("casey").ask("/clients/"),
        "a page of sign-in": lambda: house.guest().ask("/accounts/login/"),
        "a file": lambda: house.signed_in("casey").ask("/sites/export/"),
        "a static file": lambda: house.guest().ask("/static/css/base.css"),
        "no such page": lambda: house.signed_in("casey").ask("/nothing/"),
        "not for this role": lambda: house.signed_in("casey").ask("/people/"),
        "a form without its token": lambda: house.guest().ask("/accounts/login/", {}),
        "another host": lambda: house.guest().ask("/accounts/login/", Host="evil.test"),
        "a NUL in the address": lambda: house.signed_in("casey").ask("/sites/?q=%00"),
    }


def test_every_kind_of_answer_carries_the_defence_of_the_browser(house: House) -> None:
    wrong = {}
    for kind, ask in pages(house).items():
        headers = ask().headers
        lacking = {
            name
            for name, value in {
                "Content-Security-Policy": "default-src 'none'",
                "X-Frame-Options": "DENY",
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin",
            }.items()
            if value not in headers.get(name, "")
        }
        if lacking:
            wrong[kind] = lacking

    assert not wrong


@pytest.mark.parametrize(
    "kind", ["a page", "a page of sign-in", "a file", "no such page", "not for this role"]
)
def test_no_page_is_kept_on_the_way(house: House, kind: str) -> None:
    assert "no-store" in pages(house)[kind]().headers["Cache-Control"]


def test_another_host_is_refused(house: House) -> None:
    assert house.guest().ask("/accounts/login/", Host="evil.test").status == 400


def test_cookies_are_for_the_server_alone(house: House) -> None:
    guest = house.guest()
    guest.sign_in("casey@test.test", PASSWORD)

    assert {cookie.name for cookie in guest.cookies} >= {"session", "csrf"}
    for cookie in guest.cookies:
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Lax"


def test_a_scope_inside_a_scope_gives_the_outer_one_back(house: House) -> None:
    assert house.product.manage("shell", "--command", NESTED).endswith("[1, 0, 1, 1]\n")
