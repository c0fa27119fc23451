"""The linter over a request: every remark knows its piece and the words in it."""

import pytest
from django.utils import timezone

from clients.models import Activity, Client, Site, User
from rfp.checking.engine import Noted, check
from rfp.checking.looking import between, look
from rfp.checking.services import RemarkRefused, let_stand, take_back
from rfp.checking.surroundings import strangers, surroundings_of
from rfp.checking.texts import as_issued, as_it_stands, as_it_stood
from rfp.checking.values import values_of
from rfp.models import LintPass, PieceChange, Rfp
from tests.rfp.checking.conftest import DEFINITIONS, Write
from tests.rfp.request import REQUEST

pytestmark = pytest.mark.django_db


def seen(rfp: Rfp, user: User) -> list[tuple[str, str, str]]:
    return [(note.code, note.rule.code, note.words) for note in look(rfp, user).notes]


def marked(rfp: Rfp, note: Noted) -> str:
    """The words as they stand in what a person edits."""
    text = as_it_stands(rfp).piece(note.code)
    assert text is not None
    return getattr(text, note.field)[note.start : note.end]


def test_a_request_written_with_care_has_no_remarks(rfp: Rfp, write: Write, casey: User) -> None:
    write("C-001", DEFINITIONS, section=1)
    write("C-002", "The Client buys lines; see [[R-001]], [[C-001]] and Appendix A.")
    write("R-001", "The Provider must bring two lines to each Site.", section=3)

    assert seen(rfp, casey) == []


def test_a_remark_marks_the_words_that_are_edited_behind_blanks_and_references(
    rfp: Rfp, write: Write, casey: User
) -> None:
    write(
        "C-001",
        "First *line*.\r\n\r\n{{client}}, see [[C-001]]: the Provider **shall** \tanswer.\n",
    )

    [note] = [each for each in look(rfp, casey).notes if each.rule.code == "OBL002"]

    assert (note.code, note.words, note.instead) == ("C-001", "shall", "must")
    assert marked(rfp, note) == "shall"


def test_a_mark_over_what_is_put_in_covers_the_blank_and_has_no_fix(
    rfp: Rfp, write: Write, casey: User
) -> None:
    rfp.title = "Shall we"
    rfp.save()
    write("C-001", "It is called {{title}} or prior to {{title}}. It shall hold.")
    rfp.title = "what shall be done"
    rfp.save()

    shall = [each for each in look(rfp, casey).notes if each.rule.code == "OBL002"]

    assert [(marked(rfp, each), each.is_fixable) for each in shall] == [
        ("{{title}}", False),
        ("{{title}}", False),
        ("shall", True),
    ]


def test_a_reference_to_a_piece_that_is_gone_is_marked_in_its_place(
    rfp: Rfp, write: Write, casey: User
) -> None:
    write("R-001", "The Client pays, see [[R-001]] and [[C-099]]; [[R-404]] too.", section=3)

    lost = [each for each in look(rfp, casey).notes if each.rule.code == "REF002"]

    assert [(each.code, marked(rfp, each)) for each in lost] == [
        ("R-001", "[[C-099]]"),
        ("R-001", "[[R-404]]"),
    ]
    assert lost[0].message == "There is no C-099 in this request."


def test_pieces_are_held_against_each_other_and_named(rfp: Rfp, write: Write, casey: User) -> None:
    write("C-001", "The network must have an availability of 99.9 %.")
    write("R-001", "The network must have an availability of 99.5 %.", section=3)

    [note] = [each for each in look(rfp, casey).notes if each.rule.code == "CON001"]

    assert (note.code, note.words) == ("R-001", "99.5 %")
    assert note.message == "The availability is 99.9 % in C-001."


def test_tables_of_two_pieces_stay_apart(rfp: Rfp, write: Write, casey: User) -> None:
    table = "| Term | Meaning |\n|---|---|\n| {} | means something |\n\n{} is used."
    write("C-001", table.format("Spare Line", "A Spare Line"), section=1)
    write("C-002", table.format("Port Day", "A Port Day"), section=1)

    assert [each for each in seen(rfp, casey) if each[1].startswith("DEF")] == []


def test_blanks_in_lists_are_marked(rfp: Rfp, casey: User, acme: Client) -> None:
    rfp.prices.create(
        client=acme, number=1, description="TBD", unit="line", changed_by=casey, position=1
    )

    assert seen(rfp, casey) == [("P-001", "CPY003", "TBD")]


def test_what_is_typed_is_read_instead_of_what_is_stored(
    rfp: Rfp, write: Write, casey: User
) -> None:
    write("C-001", "The Client pays.")
    typed = as_it_stands(rfp).with_piece("C-001", text="The Client pays TBD.")

    assert [each.words for each in look(rfp, casey, typed).of("C-001").notes] == ["TBD"]


def test_a_remark_may_stay_with_a_reason_as_long_as_its_words_stand(
    rfp: Rfp, write: Write, casey: User
) -> None:
    clause = write("C-001", "The Client pays. The due day is TBD.")
    [note] = look(rfp, casey).notes
    kept = let_stand(
        rfp=rfp, rule="CPY003", code="C-001", words=note.words, because="The board says", by=casey
    )

    held = look(rfp, casey)
    assert (held.notes, [each.by for each in held.let], held.idle) == ((), [kept], ())
    assert "The board says" in Activity.objects.get(verb="rfp.remark_passed").sentence

    clause.text = "The Client pays."
    clause.save()
    assert (look(rfp, casey).let, look(rfp, casey).idle) == ((), (kept,))

    take_back(given=kept, by=casey)
    assert not LintPass.objects.exists()


@pytest.mark.parametrize("because", ["", "   ", "x" * 201])
def test_a_remark_stays_with_no_reason_never(rfp: Rfp, casey: User, because: str) -> None:
    with pytest.raises(RemarkRefused):
        let_stand(rfp=rfp, rule="CPY003", code="C-001", words="TBD", because=because, by=casey)


def test_an_edit_brings_remarks_and_takes_others(rfp: Rfp, write: Write, casey: User) -> None:
    write("C-001", "The day is TBD. The Provider shall pay, and shall answer.")
    before = look(rfp, casey).notes
    write("C-001", "The Provider shall pay, prior to noon.")

    delta = between(before, look(rfp, casey).notes)

    assert [each.words for each in delta.new] == ["prior to"]
    assert [each.words for each in delta.gone] == ["TBD", "shall"]
    assert [each.words for each in delta.still] == ["shall"]


def test_the_text_of_an_earlier_moment_is_put_together_again(
    rfp: Rfp, write: Write, casey: User
) -> None:
    write("C-002", "Second.", title="Then")
    write("C-001", "TBD.", title="First")
    for section in rfp.sections.all():
        PieceChange.objects.create(
            client=rfp.client,
            rfp=rfp,
            letter="S",
            number=section.number,
            edition=1,
            act="made",
            content={"title": section.title, "position": section.position},
            by=casey,
        )
    before, at = as_it_stands(rfp), timezone.now()
    write("C-001", "The Client pays.")
    rfp.clauses.get(number=2).delete()

    assert as_it_stood(rfp, at) == before


def test_a_consultant_is_told_of_names_they_may_know_and_a_principal_of_all(
    rfp: Rfp, write: Write, casey: User, pat: User, globex: Client
) -> None:
    Site.objects.create(client=globex, code="X1", name="Kestrel Mill", street="12 Birch Road")
    Site.objects.create(client=globex, code="X2", name="Main Office", street="")
    write("C-001", f"Bring it to {globex.name}, 12 Birch Road. The Main Office pays.")

    [note] = [each for each in look(rfp, casey).notes if each.rule.code == "CPY001"]
    assert note.message == "“Globex Health” is not who this document is for."
    assert globex.name not in surroundings_of(rfp, casey).others
    assert [each.words for each in strangers(rfp, as_it_stands(rfp))] == [
        globex.name,
        "12 Birch Road",
    ]
    assert "belongs to another client, Globex Health." in " ".join(
        each.message for each in look(rfp, pat).notes
    )


def test_an_issued_request_is_read_like_one_that_is_written(rfp: Rfp, casey: User) -> None:
    notes = check(as_issued(REQUEST), values_of(rfp), surroundings_of(rfp, casey))

    assert all(note.code for note in notes)
