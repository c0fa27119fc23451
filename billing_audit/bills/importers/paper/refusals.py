"""Why a PDF is not read at all."""

from retainer.lib.refusal import Refused


class Damaged(Refused):
    """Its bytes are no PDF that anybody could open."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF is damaged, so we could not read its text. Ask for the file again.",
            reason="pdf_damaged",
        )


class Locked(Refused):
    """It opens with a password only."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF is locked with a password. Open it with the password, print it to a new PDF, "
            "and send that.",
            reason="pdf_encrypted",
        )


class SeveralBills(Refused):
    """One file, two invoice numbers: its tables and totals would run into one another."""

    def __init__(self, first: str, other: str, page: int) -> None:
        super().__init__(
            f"This PDF holds several bills: {first[:40]}, and {other[:40]} from page {page} on. "
            "Split it and send each bill by itself.",
            reason="several_bills",
        )


class Scan(Refused):
    """It has pictures of text and no text."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF has no text on any page: it is a scan or a picture. Ask the carrier for a "
            "file with text, or enter the bill's totals.",
            reason="pdf_scan",
        )
