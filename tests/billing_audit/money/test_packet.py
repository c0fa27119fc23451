"""The papers of a dispute."""

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from billing_audit.advising.paying import advise
from billing_audit.models import Dispute, DisputeDesk, Invoice
from billing_audit.money import services
from billing_audit.money.drafting import DisputeRefused
from billing_audit.money.packet import docx, form, memo
from billing_audit.money.packet.letter import letter_of
from billing_audit.money.packet.packing import items_of, make_packet, packed
from clients.models import BillingAccount, Client, Contract, Payment, User
from retainer.lib.spreadsheets import csv_text
from tests.billing_audit.money.agreeing import ola
from tests.billing_audit.money.stories import draft


@pytest.fixture
def dispute(acme: Client, casey: User) -> Dispute:
    made = draft(acme, casey)
    services.decide_method(
        dispute=made, method="pay", reason="Paid already.", approver=None, decided_by=casey
    )
    made.refresh_from_db()
    return made


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_packet_holds_every_paper_and_they_agree(dispute: Dispute, casey: User) -> None:
    stored = make_packet(dispute=dispute, made_by=casey)

    with stored.content.open("rb") as content, ZipFile(content) as archive:
        papers = {name: archive.read(name) for name in archive.namelist()}
    letter = "\n".join(each.text for each in Document(BytesIO(papers["letter.docx"])).paragraphs)
    rows = list(csv.DictReader(StringIO(papers["charges.csv"].decode("utf-8-sig"))))
    assert set(papers) == {
        *("letter.pdf", "letter.docx", "evidence.pdf", "charges.csv", "carrier-form.txt")
    }
    assert "$64.00" in text_of(papers["letter.pdf"])
    assert "$64.00" in letter
    assert [row["In dispute"] for row in rows] == ["32.00", "32.00"]
    assert "580.00" in text_of(papers["evidence.pdf"])
    assert "Amount in dispute\n    64.00" in papers["carrier-form.txt"].decode()


def test_the_same_dispute_gives_the_same_bytes(dispute: Dispute) -> None:
    items = items_of(dispute)

    assert packed(dispute, items) == packed(dispute, items)


def test_the_letter_waits_for_the_decision_how_it_is_paid(acme: Client, casey: User) -> None:
    with pytest.raises(DisputeRefused, match="Decide first"):
        make_packet(dispute=draft(acme, casey), made_by=casey)


def test_a_packet_made_anew_takes_the_place_of_the_old(dispute: Dispute, casey: User) -> None:
    first = make_packet(dispute=dispute, made_by=casey)
    second = make_packet(dispute=dispute, made_by=casey)

    dispute.refresh_from_db()
    assert dispute.packet == second
    assert not type(first).objects.filter(pk=first.pk).exists()


def test_the_form_is_filled_in_as_the_carrier_asks_for_it(dispute: Dispute) -> None:
    desk = DisputeDesk(
        carrier=dispute.carrier, source="x", form="BAN = {account}\nWhy = {reasons} ({charges})\n"
    )

    rows = form.fields(dispute, items_of(dispute), desk)

    assert rows[0] == ("BAN", dispute.account.number)
    assert rows[1][1].endswith("(2)")
    assert form.unknown_words("X = {client.password}, {ssn}") == ["ssn"]


def test_a_letter_that_comes_too_late_does_not_say_it_is_in_time(dispute: Dispute) -> None:
    Contract.objects.filter(client=dispute.client).update(dispute_days=90)
    letter = letter_of(dispute, items_of(dispute), None, date(2026, 11, 1))

    assert not any("in time" in text for text in letter.opening)


def test_the_memo_pays_what_is_too_old_to_be_withheld(dispute: Dispute, casey: User) -> None:
    BillingAccount.objects.filter(pk=dispute.account_id).update(
        contract=Contract.objects.create(
            client=dispute.client, carrier=dispute.carrier, number="M-9", withhold_days=30
        )
    )
    dispute.refresh_from_db()
    finding = dispute.items.first().finding
    services.decide_method(
        dispute=dispute,
        method="withhold",
        reason="In time.",
        approver=ola(finding),
        decided_by=casey,
    )
    dispute.refresh_from_db()

    bills = memo.advice(dispute, items_of(dispute))

    assert [(bill.disputed, bill.withhold) for bill in bills] == [(32, 0), (32, 0)]
    assert all(bill.pay == bill.amount for bill in bills)
    assert "Pay these bills in full" in text_of(memo.draw(dispute, items_of(dispute)))


def test_the_memo_asks_nobody_to_pay_a_bill_twice(dispute: Dispute) -> None:
    first, second = sorted({item.invoice.number for item in items_of(dispute)})
    Payment.objects.create(
        client=dispute.client,
        account=dispute.account,
        invoice_number=first,
        paid_on=date(2026, 4, 1),
        amount=580,
    )

    bills = {bill.invoice.number: bill for bill in memo.advice(dispute, items_of(dispute))}

    assert (bills[first].is_paid, bills[first].pay) == (True, 0)
    assert bills[second].pay == bills[second].amount


@pytest.mark.parametrize(
    ("due", "previous", "withhold", "pay", "words"),
    [
        (700, 88, 32, 668, "$88.00 of it is the balance of earlier bills"),
        (700, None, 32, 668, "$88.00 of it is beyond its own charges"),
        (20, -592, 20, 0, "A credit of $592.00 from earlier bills is taken off."),
        (-5, -617, 0, 0, "A credit of $617.00 from earlier bills is taken off."),
    ],
    ids=["a balance", "nobody says why", "a credit that leaves little", "a credit beyond it all"],
)
def test_the_memo_and_the_list_pay_the_same_of_a_bill_with_a_balance(
    due: int, previous: int | None, withhold: int, pay: int, words: str, dispute: Dispute
) -> None:
    Dispute.objects.filter(pk=dispute.pk).update(method="withhold")
    Invoice.objects.filter(client=dispute.client).update(
        stated_total=612, amount_due=due, previous_balance=previous
    )
    dispute.refresh_from_db()

    first = memo.advice(dispute, items_of(dispute))[0]
    (listed,) = advise([first.invoice], first.invoice.bill_date)

    assert (first.amount, first.withhold, first.pay) == (due, withhold, pay)
    assert (listed.amount, listed.brought_forward) == (due, due - 612)
    assert words in listed.brought_forward_words
    assert words in " ".join(text_of(memo.draw(dispute, items_of(dispute))).split())


def test_a_cell_that_a_spreadsheet_would_run_is_text() -> None:
    assert csv_text(("a",), [("=1+1",)]).splitlines()[1] == "'=1+1"


def test_the_letter_bears_the_day_it_is_written_for(dispute: Dispute, casey: User) -> None:
    stored = make_packet(dispute=dispute, made_by=casey, on=date(2026, 5, 4))

    with stored.content.open("rb") as content, ZipFile(content) as archive:
        letter, word = archive.read("letter.pdf"), Document(BytesIO(archive.read("letter.docx")))
    assert "4 May 2026" in text_of(letter).replace("\N{NO-BREAK SPACE}", " ")
    assert word.core_properties.created.date() == date(2026, 5, 4)
    assert (word.core_properties.comments, word.core_properties.author) == (
        "",
        letter_of(dispute, items_of(dispute), None, date(2026, 5, 4)).practice.name,
    )


def test_the_letter_does_not_say_twice_what_it_is_about(dispute: Dispute) -> None:
    items = items_of(dispute)
    items[0].reason = f"{items[0].finding.subject} repeats a bill."

    (cause,) = letter_of(dispute, items, None, date(2026, 5, 4)).causes

    assert cause.sentence == f"{items[0].finding.subject} repeats a bill."


def test_the_word_letter_numbers_its_pages_and_keeps_its_table_whole(dispute: Dispute) -> None:
    word = Document(
        BytesIO(docx.draw(letter_of(dispute, items_of(dispute), None, date(2026, 5, 4))))
    )

    foot = word.sections[0].footer._element.xml
    assert [name in foot for name in ('w:instr="PAGE"', 'w:instr="NUMPAGES"')] == [True, True]
    (table,) = word.tables
    widths = [round(column.width.cm, 1) for column in table.columns]
    assert widths == [round(width.cm, 1) for width in docx.WIDTHS]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)
