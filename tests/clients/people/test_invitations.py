"""Nobody gets in without an invitation, and an invitation lets in nobody else."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from clients.models import Activity, Client, Invitation, Membership, User
from clients.people import services

PASSWORD = "a long sentence of my own"


def join_link() -> str:
    """The address in the latest mail."""
    return re.search(r"/join/\S+", mail.outbox[-1].body)[0]


@pytest.fixture
def link(acme: Client, casey: User) -> str:
    """The address that Ida of Acme finds in her mail."""
    browser = Browser()
    browser.force_login(casey)
    browser.post(
        reverse("people:client_user_invite", args=[acme.public_id]),
        {"name": "Ida Ito", "email": "Ida@Acme.test", "role": "manager"},
    )
    return join_link()


def test_an_invited_person_joins_and_is_signed_in(
    link: str, acme: Client, browser: Browser
) -> None:
    answer = browser.post(link, {"name": "Ida Ito", "password": PASSWORD}, follow=True)

    ida = User.objects.get(email="ida@acme.test")
    assert answer.redirect_chain == [(reverse("home"), 302), (reverse("portal:home"), 302)]
    assert answer.wsgi_request.user == ida
    assert Membership.objects.get(user=ida, client=acme).role == "manager"
    assert Activity.objects.filter(verb="person.joined", actor=ida).exists()


def test_they_sign_in_with_their_password_later(link: str, browser: Browser) -> None:
    browser.post(link, {"name": "Ida Ito", "password": PASSWORD})
    later = Browser()

    later.post(reverse("account_login"), {"login": "ida@acme.test", "password": PASSWORD})

    assert later.get(reverse("portal:home")).status_code == 200


def test_a_link_works_once(link: str, browser: Browser) -> None:
    browser.post(link, {"name": "Ida Ito", "password": PASSWORD})

    assert Browser().get(link).status_code == 404
    assert User.objects.filter(email="ida@acme.test").count() == 1


def test_a_withdrawn_link_is_void(link: str, pat: User, browser: Browser) -> None:
    services.withdraw_invitation(invitation=Invitation.objects.get(), withdrawn_by=pat)

    assert browser.post(link, {"name": "Ida", "password": PASSWORD}).status_code == 404


def test_an_expired_link_is_void(link: str, browser: Browser) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert browser.get(link).status_code == 404


def test_a_guessed_link_is_void(link: str, browser: Browser) -> None:
    assert browser.get(f"{link[:-6]}guess/").status_code == 404


def test_the_link_is_not_in_the_database(link: str) -> None:
    assert link.split("/")[2] not in Invitation.objects.values_list("token_sha256", flat=True)


@pytest.mark.parametrize("weak", ["short", "password1234", "ida@acme.test"])
def test_a_weak_password_is_refused_with_the_reason(link: str, weak: str, browser: Browser) -> None:
    answer = browser.post(link, {"name": "Ida Ito", "password": weak})

    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]


def test_an_address_of_another_kind_is_refused(acme: Client, casey: User, pat: User) -> None:
    with pytest.raises(services.InvitationRefused, match="already signs in"):
        services.invite(
            email=pat.email, name="Pat", kind="client", client=acme, role="viewer", invited_by=casey
        )


def test_a_known_client_user_gets_their_place_at_once_and_no_mail(
    acme: Client, stella: User, casey: User, browser: Browser
) -> None:
    browser.force_login(casey)

    answer = browser.post(
        reverse("people:client_user_invite", args=[acme.public_id]),
        {"name": "Stella", "email": stella.email, "role": "viewer"},
        follow=True,
    )

    assert Membership.objects.filter(user=stella, client=acme).exists()
    assert not Invitation.objects.exists()
    assert not mail.outbox
    assert "has a login already and is now viewer here" in answer.content.decode()


def test_a_login_that_was_shut_is_not_given_a_place(acme: Client, stella: User, pat: User) -> None:
    services.set_active(user=stella, active=False, changed_by=pat)

    with pytest.raises(services.InvitationRefused, match="was shut"):
        services.invite(
            email=stella.email, name="S", kind="client", client=acme, role="viewer", invited_by=pat
        )


def test_an_invited_colleague_joins(pat: User, browser: Browser) -> None:
    inviting = Browser()
    inviting.force_login(pat)
    inviting.post(
        reverse("people:user_invite"),
        {"name": "Cleo", "email": "cleo@practice.test", "kind": "consultant"},
    )

    browser.post(join_link(), {"name": "Cleo", "password": PASSWORD})

    cleo = User.objects.get(email="cleo@practice.test")
    assert cleo.kind == "consultant"
    assert Activity.objects.filter(verb="person.joined", actor=cleo, client=None).exists()


def test_two_invitations_to_one_address_make_one_login(
    link: str, globex: Client, pat: User, browser: Browser
) -> None:
    browser.post(link, {"name": "Ida Ito", "password": PASSWORD})
    Invitation.objects.create(
        client=globex, email="ida@acme.test", name="Ida", kind="client", role="viewer",
        token_sha256=services._fingerprint("second"), invited_by=pat,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip

    answer = Browser().post("/join/second/", {"name": "Ida", "password": "another long sentence"})

    assert answer.status_code == 404
    assert User.objects.get(email="ida@acme.test").check_password(PASSWORD)


def test_without_its_mail_there_is_no_invitation(
    acme: Client, casey: User, browser: Browser, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where no mail server listens
    browser.force_login(casey)

    answer = browser.post(
        reverse("people:client_user_invite", args=[acme.public_id]),
        {"name": "Ida", "email": "ida@acme.test", "role": "viewer"},
    )

    assert "could not be sent" in answer.context["form"].errors["email"][0]
    assert not Invitation.objects.exists()


def test_nobody_comes_in_on_the_word_of_who_was_shut_out(link: str, casey: User, pat: User) -> None:
    services.set_active(user=casey, active=False, changed_by=pat)

    assert Browser().get(link).status_code == 404


def test_an_accepted_invitation_cannot_be_withdrawn(link: str, pat: User, browser: Browser) -> None:
    browser.post(link, {"name": "Ida Ito", "password": PASSWORD})
    principal = Browser()
    principal.force_login(pat)
    invitation = Invitation.objects.get()

    answer = principal.post(reverse("people:invitation_withdraw", args=[invitation.public_id]))

    assert answer.status_code == 404


def test_inviting_again_replaces_the_first_link(link: str, acme: Client, casey: User) -> None:
    services.invite(
        email="ida@acme.test", name="Ida", kind="client", client=acme, role="viewer",
        invited_by=casey,
    )  # fmt: skip

    assert Browser().get(link).status_code == 404


def test_open_sign_up_is_closed(db: None, browser: Browser) -> None:
    browser.post(reverse("account_signup"), {"email": "eve@evil.test", "password1": PASSWORD})

    assert not User.objects.filter(email="eve@evil.test").exists()


def test_a_reset_mail_leads_to_a_new_password(
    owen: User,
    browser: Browser,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("account_reset_password"), {"email": owen.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[
        1
    ]
    form = browser.get(link, follow=True).redirect_chain[-1][0]

    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})

    owen.refresh_from_db()
    assert owen.check_password(PASSWORD)


def test_a_shut_login_is_out_at_the_next_request(owen: User, pat: User, browser: Browser) -> None:
    browser.force_login(owen)
    assert browser.get(reverse("portal:home")).status_code == 200

    services.set_active(user=owen, active=False, changed_by=pat)

    answer = browser.get(reverse("portal:home"))
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("host", "told"),
    [("mail.practice.test", "was invited by mail."), ("", "No mail server is set up")],
)
def test_whoever_invites_is_told_where_the_link_went(
    pat: User, settings: Settings, host: str, told: str
) -> None:
    settings.EMAIL_HOST = host
    browser = Browser()
    browser.force_login(pat)
    colleague = {"name": "Nadia", "email": "nadia@practice.test", "kind": "consultant"}

    page = browser.post(reverse("people:user_invite"), colleague, follow=True)

    assert told in page.content.decode()
