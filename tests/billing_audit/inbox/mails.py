"""Mails for tests, as carriers, clients and consultants send them."""

from email.message import EmailMessage
from email.policy import SMTP

from tests.billing_audit.bills.billed import bill, row

CARRIER = "Corvane Billing <billing@corvane.test>"


def mail(
    *enclosed: tuple[str, bytes | str],
    subject: str = "Your invoice",
    sender: str = CARRIER,
    text: str = "Please find your bill enclosed.",
    id: str = "<1@corvane.test>",
) -> EmailMessage:
    """A mail with files: names and what is in them."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, "bills@practice.test", subject
    message["Date"] = "Sun, 01 Mar 2026 08:00:00 +0000"
    message["Message-ID"] = id
    message.set_content(text)
    for name, content in enclosed:
        enclose(message, name, content)
    return message


def enclose(message: EmailMessage, name: str, content: bytes | str, **how: str) -> None:
    main, sub = how.pop("type", "application/octet-stream").split("/")
    data = content if isinstance(content, bytes) else content.encode()
    message.add_attachment(data, maintype=main, subtype=sub, filename=name, **how)


def bill_csv(account: str = "1001", number: str = "INV-1") -> tuple[str, str]:
    return f"{number}.csv", bill(row(account_no=account, invoice_no=number))


#: A picture of one dot, and a PDF without a word.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd4"
    "0000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
