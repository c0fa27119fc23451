"""Mails written to hurt: each is listed with a reason or read calmly, and hurts nobody."""

import base64
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing_audit.inbox.headers import one_line
from billing_audit.inbox.letters import Letter, opened_mail
from billing_audit.inbox.models import Arrival
from billing_audit.inbox.reading import MOST_PARTS, read
from retainer.lib.refusal import Refused
from tests.billing_audit.inbox.conftest import Fetch
from tests.billing_audit.inbox.mails import bill_csv, mail


def opened(path: Path, content: bytes) -> Letter:
    """The mail as the child takes it apart."""
    path.write_bytes(content)
    with opened_mail(path) as letter:
        return letter


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mail.eml"


def raw(*headers: str, body: str = "hello") -> bytes:
    return "\r\n".join((*headers, "", body)).encode("utf-8", "surrogateescape")


def test_a_header_that_smuggles_others_stays_one_line(path: Path) -> None:
    hidden = base64.b64encode(b"Bill\r\nBcc: eve@evil.test\r\n\r\n<script>").decode()

    letter = opened(path, raw("From: a@b.test", f"Subject: =?utf-8?b?{hidden}?="))

    assert letter.subject == "Bill Bcc: eve@evil.test <script>"


def test_letters_that_turn_text_round_are_gone(path: Path) -> None:
    letter = opened(path, raw("From: \u202eevil\u202c <a@b.test>", "Subject: in\u200bvoice\u202e"))

    assert letter.subject == "in voice"
    assert "\u202e" not in letter.sender_name + letter.sender


@pytest.mark.parametrize(
    "header",
    [
        "Subject: " + "x" * 5_000_000,
        "From: " + "a@b.test, " * 400_000,
        "From: " + '"' * 300_000 + " <a@b.test>",
        "From: " + "(" * 300_000,
        "Content-Type: text/plain; " + "; ".join(f"a*{at}=x" for at in range(50_000)),
        "Subject: " + "=?utf-8?q?=41?= " * 200_000,
        "Date: " + "9" * 100_000,
        "Message-ID: " + "<" * 100_000,
    ],
    ids=lambda header: header[:30],
)
def test_gigantic_headers_are_read_as_far_as_decent_ones_go(path: Path, header: str) -> None:
    letter = opened(path, raw(header))

    assert len(letter.subject) <= 300
    assert len(letter.sender) <= 254
    assert letter.excerpt == "hello"


def nested(depth: int) -> bytes:
    inner = b"Content-Type: text/plain\r\n\r\nhello\r\n"
    for level in range(depth):
        edge = f"edge{level}".encode()
        head = b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n'
        inner = head + b"--" + edge + b"\r\n" + inner + b"--" + edge + b"--\r\n"
    return inner


def test_parts_nested_too_deeply_are_refused(path: Path) -> None:
    for depth in (30, 3000):
        with pytest.raises(Refused, match=r"nested (too|more) deeply"):
            opened(path, nested(depth))


def test_more_parts_than_anybody_encloses_are_refused(path: Path) -> None:
    part = b"--e\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1\r\n"
    content = b'Content-Type: multipart/mixed; boundary="e"\r\n\r\n' + part * (MOST_PARTS + 1)

    with pytest.raises(Refused, match="more than 200 parts"):
        opened(path, content)


def test_a_bomb_is_listed_with_its_reason_and_put_away(fetch: Fetch, mailbox, db: None) -> None:
    head = b"From: eve@evil.test\r\nMessage-ID: <bomb>\r\n"

    tally = fetch(head + nested(30), mail(bill_csv()))

    bomb = Arrival.objects.get(state="no_bill")
    assert "nested too deeply" in bomb.reason
    assert (tally.waiting, tally.no_bill, tally.error) == (1, 1, None)
    assert len(mailbox.folders["Processed"]) == 2


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "utf-16", "idna", "hex", "\x00"])
def test_a_charset_that_lies_breaks_nothing(path: Path, charset: str) -> None:
    content = (
        b"Content-Type: text/plain; charset=" + charset.encode() + b"\r\n\r\n\xffgr\xfc\xdfe\r\n"
    )

    assert opened(path, content).enclosed == []


def test_a_body_that_is_not_what_its_encoding_claims_is_read_calmly(path: Path) -> None:
    for encoding in ("base64", "quoted-printable", "x-uuencode", "7bit"):
        content = raw(f"Content-Transfer-Encoding: {encoding}", body="=ZZ\x00@@\r\n===")
        assert isinstance(opened(path, content).excerpt, str)


def test_a_name_that_climbs_out_of_its_folder_stays_inside(path: Path) -> None:
    message = mail(("../../etc/passwd", "x"), ("..\\..\\boot.ini", "y"), ("a\x00b.csv", "z"))
    path.write_bytes(bytes(message))

    with opened_mail(path) as letter:
        assert [each.name for each in letter.enclosed] == ["passwd", "boot.ini", "a b.csv"]
        assert all(each.path.name.startswith("enclosed-") for each in letter.enclosed)


def test_an_html_body_gives_plain_text_only(path: Path) -> None:
    message = EmailMessage(policy=SMTP)
    message.set_content(
        "<style>p{}</style><script>alert(1)</script><p>Dear <b>Pat</b></p><img src=x>",
        subtype="html",
    )

    assert opened(path, bytes(message)).excerpt == "Dear Pat"


@given(st.text(max_size=400))
def test_one_line_is_one_visible_line(text: str) -> None:
    line = one_line(text, 40)

    assert len(line) <= 40
    assert line.isprintable()


NOISE = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            (
                *(b"From: ", b"Subject: =?utf-8?b?", b"?=", b"\r\n", b"\r\n\r\n", b"\n ", b"--e"),
                *(b"Content-Type: multipart/mixed; boundary=e\r\n", b"Content-Type: ", b"*0*="),
                *(b"Content-Disposition: attachment; filename*=utf-8''%ff\r\n", b'"', b"<a@b>"),
                *(b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: base64\r\n"),
                *(b"Content-Type: text/html; charset=x\r\n", b"Date: ", b"Message-ID: <", b"--e--"),
            )
        ),
    ),
    max_size=25,
).map(b"".join)


@given(NOISE)
def test_no_noise_breaks_the_reader(tmp_path_factory, noise: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.eml"
    path.write_bytes(noise)

    frames = list(read(str(path)))

    assert frames[0].endswith(b"\n")
