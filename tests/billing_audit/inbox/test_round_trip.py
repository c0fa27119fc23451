"""Whatever a carrier encloses comes out of its mail as it went in."""

from pathlib import Path
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing_audit.inbox.letters import Letter
from billing_audit.inbox.reading import read
from tests.billing_audit.inbox.mails import mail
from tests.fuzz.letters import files_of


def composed(text: str) -> str:
    """As mail programs write letters: composed, which is how they come out."""
    return normalize("NFC", text)


#: As carriers name their bills, in any script.
NAMES = st.from_regex(r"\A[\w][\w äß請求書.-]{0,20}[\w]\Z").map(composed)
WORDS = st.from_regex(r"\A[\w][\w äß€請.,-]{0,40}[\w]\Z").map(composed)
ENCLOSED = st.lists(st.tuples(NAMES, st.binary(max_size=3000)), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(enclosed=ENCLOSED, subject=WORDS, text=WORDS)
def test_what_was_enclosed_comes_out(
    tmp_path: Path, enclosed: list[tuple[str, bytes]], subject: str, text: str
) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(bytes(mail(*enclosed, subject=subject, text=text)))

    facts, files = files_of(read(str(path)))

    assert Letter(**{**facts, "sent_at": None}).sender == "billing@corvane.test"
    assert facts["subject"] == " ".join(subject.split())
    assert facts["excerpt"] == " ".join(text.split())
    assert files == enclosed
