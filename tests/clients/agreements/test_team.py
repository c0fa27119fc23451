"""The team under an agreement, as the principal keeps it and the client sees it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from PIL import Image

from clients.models import Activity, RetainerAgreement, StoredFile, TeamSeat, User


def photograph(kind: str = "PNG", size: tuple[int, int] = (900, 600)) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind)
    return drawn.getvalue()


def seat_of(agreement: RetainerAgreement, person: User, place: int = 1) -> TeamSeat:
    return TeamSeat.objects.create(
        client=agreement.client, agreement=agreement, person=person, role="Consultant", place=place
    )


def add(
    browser: Browser, agreement: RetainerAgreement, person: User, photo: bytes | None = None
) -> HttpResponse:
    sent = {"person": person.pk, "role": "Lead consultant", "phone": "+1 315 555 0142"}
    if photo is not None:
        sent["photograph"] = SimpleUploadedFile("me.png", photo)
    return browser.post(reverse("agreements:seat_create", args=[agreement.public_id]), sent)


def test_somebody_joins_the_team_with_a_photo_that_is_drawn_anew(
    agreement: RetainerAgreement, casey: User, pat: User, owen: User, browser: Browser
) -> None:
    browser.force_login(pat)
    add(browser, agreement, casey, photograph())

    browser.force_login(owen)
    seat = TeamSeat.objects.get()
    shown = browser.get(reverse("agreements:seat_photo", args=[seat.public_id]))

    assert (str(seat), seat.phone) == ("Casey Cole, Lead consultant", "+1 315 555 0142")
    assert shown["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(b"".join(shown.streaming_content))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (320, 320))
    assert Activity.objects.filter(verb="team.kept", actor=pat).exists()


@pytest.mark.parametrize("sent", [b"<svg onload=alert(1)>", b"GIF89a", b"%PDF-1.7"])
def test_what_is_no_photo_is_refused_beside_the_field(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser, sent: bytes
) -> None:
    browser.force_login(pat)

    page = add(browser, agreement, casey, sent)

    assert page.context["form"].errors["photograph"] == [
        "This is no photo we can read. Use a JPEG, PNG or WebP file."
    ]
    assert not TeamSeat.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_photo_can_be_taken_away(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    browser.force_login(pat)
    add(browser, agreement, casey, photograph("JPEG"))
    seat = TeamSeat.objects.get()

    browser.post(
        reverse("agreements:seat_edit", args=[seat.public_id]),
        {"role": "Consultant", "phone": "", "without_photo": "on"},
    )

    seat.refresh_from_db()
    assert (seat.photo, seat.role) == (None, "Consultant")


def test_nobody_is_in_the_team_twice(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    seat_of(agreement, casey)
    browser.force_login(pat)

    page = add(browser, agreement, casey)

    assert page.context["form"].errors["person"]
    assert TeamSeat.objects.count() == 1


def test_only_people_who_work_for_the_client_can_be_chosen(
    agreement: RetainerAgreement, casey: User, pat: User, owen: User, browser: Browser
) -> None:
    User.objects.create_user("corey@practice.test", name="Corey Ng", kind="consultant")
    browser.force_login(pat)

    form = browser.get(reverse("agreements:seat_create", args=[agreement.public_id])).context[
        "form"
    ]

    assert set(form.fields["person"].queryset) == {casey, pat}


def test_the_team_stands_in_the_order_it_is_given(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    first, second = seat_of(agreement, casey, 1), seat_of(agreement, pat, 2)
    browser.force_login(pat)

    browser.post(reverse("agreements:seat_move", args=[second.public_id]))
    browser.post(reverse("agreements:seat_move", args=[second.public_id]))  # nobody is above

    assert list(agreement.team.all()) == [second, first]


def test_somebody_leaves_the_team_and_the_others_close_up(
    agreement: RetainerAgreement, casey: User, pat: User, browser: Browser
) -> None:
    seat, other = seat_of(agreement, casey, 1), seat_of(agreement, pat, 2)
    browser.force_login(pat)

    browser.post(reverse("agreements:seat_remove", args=[seat.public_id]))

    assert [(s, s.place) for s in agreement.team.all()] == [(other, 1)]
    assert Activity.objects.filter(verb="team.removed").exists()
