"""What is a bill, what is none and why, and whose it seems to be."""

import zipfile
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

import pytest

from billing_audit.inbox import services
from billing_audit.inbox.models import Arrival
from billing_audit.models import BillFile
from clients.models import BillingAccount, Client, StoredFile, User
from tests.billing_audit.bills.billed import bill, row
from tests.billing_audit.inbox.conftest import Fetch
from tests.billing_audit.inbox.mails import PDF, PNG, bill_csv, enclose, mail


def reasons(arrival: Arrival) -> dict[str, str]:
    return {each.name: each.reason for each in arrival.enclosures.all()}


def test_a_mail_without_a_file_is_no_bill(arrived, db: None) -> None:
    arrival = arrived(mail(text="Lunch on Friday?"))

    assert (arrival.state, arrival.reason) == ("no_bill", "Nothing is enclosed.")
    assert arrival.excerpt == "Lunch on Friday?"
    assert arrival.sent_at == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_what_programs_enclose_by_themselves_is_named_for_what_it_is(arrived, db: None) -> None:
    message = mail(("winmail.dat", b"x"), ("card.vcf", b"BEGIN:VCARD"), ("empty.csv", b""))
    enclose(message, "meeting.ics", b"BEGIN:VCALENDAR", type="text/calendar")
    enclose(message, "logo.png", PNG, type="image/png", disposition="inline", cid="<logo>")
    enclose(message, "scan.png", PNG, type="image/png")

    arrival = arrived(message)

    told = reasons(arrival)
    assert arrival.state == "no_bill"
    assert told["logo.png"] == "A picture in the text, such as the logo of a signature."
    assert told["scan.png"] == "A picture. A scanned bill can be entered by its totals."
    assert told["meeting.ics"] == "An invitation to a meeting."
    assert told["card.vcf"] == "A business card."
    assert told["empty.csv"] == "The file is empty."
    assert "winmail.dat" in told["winmail.dat"]
    assert not StoredFile.objects.exists()


def test_a_format_nobody_knows_is_no_bill_and_can_be_taken_all_the_same(
    arrived, acme: Client, pat: User
) -> None:
    arrival = arrived(mail(("notes.txt", "hello")))

    assert arrival.state == "no_bill"
    assert "no bill in a format we read" in arrival.reason
    assert services.take(arrival=arrival, client=acme, taken_by=pat).files


def test_a_pdf_nobody_can_read_yet_waits_for_a_person(arrived, db: None) -> None:
    arrival = arrived(mail(("bill.pdf", PDF)))

    assert arrival.state == "waiting"
    assert arrival.enclosures.get().verdict in ("perhaps", "bill")


def test_a_logo_beside_a_bill_is_not_taken(arrived, account: BillingAccount, pat: User) -> None:
    message = mail(bill_csv())
    enclose(message, "logo.png", PNG, type="image/png", disposition="inline", cid="<logo>")

    taken = services.take(arrival=arrived(message), taken_by=pat)

    assert [each.name for each in taken.files] == ["INV-1.csv"]


def test_an_archive_is_opened(arrived, account: BillingAccount, acme: Client, pat: User) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in ("A", "B"):
            archive.writestr(*bill_csv(number=number))

    arrival = arrived(mail(("march.zip", packed.getvalue())))

    enclosure = arrival.enclosures.get()
    assert (arrival.client, enclosure.reason) == (acme, "2 bills in an archive of 2 files.")
    assert len(services.take(arrival=arrival, taken_by=pat).files) == 2


def test_a_bill_that_was_loaded_before_is_named(
    fetch: Fetch, account: BillingAccount, pat: User
) -> None:
    fetch(mail(bill_csv()))
    services.take(arrival=Arrival.objects.get(), taken_by=pat)
    BillFile.objects.update(state="imported")

    tally = fetch(mail(bill_csv(), id="<2@corvane.test>"))

    again = Arrival.objects.first()
    assert (tally.waiting, tally.no_bill) == (0, 1)
    assert again.reason.startswith("INV-1.csv: Already loaded, ")


@pytest.mark.parametrize("state", ["rejected", "undone"])
def test_a_bill_that_was_not_kept_may_come_again(
    fetch: Fetch, account: BillingAccount, pat: User, state: str
) -> None:
    fetch(mail(bill_csv()))
    services.take(arrival=Arrival.objects.get(), taken_by=pat)
    BillFile.objects.update(state=state)

    assert fetch(mail(bill_csv(), id="<2@corvane.test>")).waiting == 1


def test_a_bill_that_waits_already_does_not_wait_twice(
    fetch: Fetch, account: BillingAccount
) -> None:
    fetch(mail(bill_csv()), mail(bill_csv(), id="<2@corvane.test>"))

    assert Arrival.objects.waiting().count() == 1
    assert "arrived already, in “Your invoice”" in Arrival.objects.first().reason


def test_bills_of_two_clients_in_one_mail_are_told_to_each_alone(
    fetch: Fetch, account: BillingAccount, acme: Client, globex: Client
) -> None:
    BillingAccount.objects.create(client=globex, carrier=account.carrier, number="2002")

    fetch(mail(bill_csv(), bill_csv("2002", "INV-2"), text="Both are enclosed."))

    found = {each.client: each for each in Arrival.objects.all()}
    assert set(found) == {acme, globex}
    assert [each.name for each in found[acme].enclosures.all()] == ["INV-1.csv"]
    assert {each.excerpt for each in found.values()} == {""}


def test_a_file_with_bills_of_two_clients_is_nobodys(
    arrived, account: BillingAccount, globex: Client, casey: User
) -> None:
    BillingAccount.objects.create(client=globex, carrier=account.carrier, number="2002")
    both = bill(row(), row(account_no="2002", invoice_no="INV-2"))

    arrival = arrived(mail(("both.csv", both), sender="casey@practice.test"))

    assert (arrival.client, arrival.state) == (None, "waiting")
    assert "bills of several clients" in arrival.why
    assert "Globex Health: 2002" in arrival.enclosures.get().reason


def test_a_clients_own_person_tells_whose_it_is(arrived, acme: Client, owen: User) -> None:
    arrival = arrived(mail(bill_csv(), sender="Owen <OWEN@acme.test>"))

    assert (arrival.client, arrival.why) == (acme, "owen@acme.test belongs to Acme Logistics.")
    assert not arrival.enclosures.get().is_certain


def test_a_consultant_of_one_client_tells_whose_it_is(arrived, acme: Client, casey: User) -> None:
    arrival = arrived(mail(bill_csv(), sender="casey@practice.test"))

    assert arrival.client == acme
    assert arrival.why == "Casey Cole, who sent it on, works for Acme Logistics only."
    assert arrival.sent_in_by == casey


def test_what_a_sender_sent_before_is_a_guess_and_no_claim(
    fetch: Fetch, acme: Client, pat: User
) -> None:
    fetch(mail(bill_csv()))
    unknown = Arrival.objects.get()
    assert (unknown.client, unknown.why) == (None, "Nothing tells whose it is.")
    services.take(arrival=unknown, client=acme, taken_by=pat)

    fetch(mail(bill_csv("7007", "INV-7"), id="<2@corvane.test>"))

    latest = Arrival.objects.first()
    assert latest.client is None
    assert latest.why == (
        "Perhaps Acme Logistics’s, as every earlier bill from billing@corvane.test was."
    )


def test_a_sender_who_writes_to_many_tells_nothing(
    fetch: Fetch, acme: Client, globex: Client, pat: User
) -> None:
    for at, client in enumerate((acme, globex)):
        fetch(mail(bill_csv(f"900{at}", f"INV-{at}"), id=f"<{at}@corvane.test>"))
        services.take(arrival=Arrival.objects.first(), client=client, taken_by=pat)

    fetch(mail(bill_csv("7007", "INV-7"), id="<9@corvane.test>"))

    assert Arrival.objects.first().client is None


def test_account_numbers_count_for_more_than_the_sender(
    arrived, account: BillingAccount, acme: Client, stella: User
) -> None:
    arrival = arrived(mail(bill_csv(), sender="stella@globex.test"))

    assert arrival.client == acme


INLINE = """See below.

---------- Forwarded message ---------
From: *Corvane Billing* <billing@corvane.test>
Date: Sun, 1 Mar 2026
Subject: Your invoice

Hello
"""
OUTLOOK = """<html><head><title>x</title><style>p {}</style></head><body><p>For you</p><hr>
<p>-----Original Message-----</p><p><b>From:</b> Corvane &lt;billing@corvane.test&gt;</p>
<p>Sent: Sunday</p></body></html>"""


@pytest.mark.parametrize(("text", "kind"), [(INLINE, "plain"), (OUTLOOK, "html")])
def test_who_wrote_a_forwarded_mail_is_found_in_its_text(
    arrived, casey: User, text: str, kind: str
) -> None:
    message = mail(sender="casey@practice.test")
    message.set_content(text, subtype=kind)
    enclose(message, *bill_csv())

    arrival = arrived(message)

    assert (arrival.sender, arrival.author) == ("casey@practice.test", "billing@corvane.test")
    assert "<" not in arrival.excerpt.replace("<billing", "")
    assert "{}" not in arrival.excerpt


def test_a_mail_enclosed_in_a_mail_is_opened(
    arrived, account: BillingAccount, acme: Client, casey: User
) -> None:
    outer = EmailMessage(policy=SMTP)
    outer["From"], outer["Subject"] = "casey@practice.test", "Fwd: Your invoice"
    outer.set_content("fyi")
    outer.add_attachment(message_from_bytes(bytes(mail(bill_csv())), policy=SMTP))

    arrival = arrived(outer)

    assert (arrival.client, arrival.author) == (acme, "billing@corvane.test")
    assert arrival.enclosures.get().name == "INV-1.csv"
