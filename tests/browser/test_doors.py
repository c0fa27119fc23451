"""Getting in: signing in, a forgotten password, an invitation."""

import re

from tests.browser.cast import DANA, PASSWORD, PAT, STELLA
from tests.browser.conftest import Practice, Visit


def test_a_wrong_password_is_named_and_the_address_kept(visit: Visit) -> None:
    page = visit().open("/accounts/login/")

    page.get_by_label("Email").fill(STELLA.email)
    page.get_by_label("Password").fill("not my password")
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("alert").get_by_text("not correct").wait_for()
    assert page.get_by_label("Email").input_value() == STELLA.email
    assert page.get_by_label("Password").input_value() == ""


def test_signing_out_closes_the_door_behind_the_back_button(visit: Visit) -> None:
    stella = visit()
    page = stella.sign_in(STELLA)

    page.locator("summary", has_text=STELLA.name).click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.go_back()

    page.get_by_role("heading", name="Sign in").wait_for()
    assert not page.get_by_text(STELLA.name).count()


def test_a_forgotten_password_is_replaced_through_the_mail(
    visit: Visit, practice: Practice
) -> None:
    dana = visit()
    page = dana.open("/accounts/login/")

    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill(DANA.email)
    page.get_by_role("button", name="Send the link").click()
    page.get_by_role("heading", name="Look in your mail").wait_for()
    page.goto(_link(practice, r"/accounts/password/reset/key/\S+"))
    for field in page.get_by_label("New password").all():
        field.fill("another four plain words")
    page.get_by_role("button", name="Keep this password").click()
    page.get_by_role("heading", name="Your password is changed").wait_for()

    dana.sign_in(DANA, "another four plain words")


def test_an_invitation_makes_a_login_that_sees_its_client_only(
    visit: Visit, practice: Practice
) -> None:
    pat = visit(PAT).open("/clients/")
    pat.get_by_role("link", name="Globex Health").click()
    pat.get_by_role("link", name="Invite").first.click()
    pat.get_by_label("Email").fill("ida@globex.test")
    pat.get_by_label("Name").fill("Ida Iyer")
    pat.get_by_label("Role").select_option("viewer")
    pat.locator("main").get_by_role("button").first.click()
    pat.get_by_text("ida@globex.test").first.wait_for()

    ida = visit()
    page = ida.open(_link(practice, r"/join/\S+"))
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button").first.click()
    page.get_by_text("Ida Iyer").first.wait_for()

    assert ida.answer_of("/clients/") == 403


def _link(practice: Practice, path: str) -> str:
    """The newest address of this shape among the mails."""
    text = re.sub(r"=\n", "", practice.log)
    return re.findall(f"{re.escape(practice.address)}{path}", text)[-1]
