"""Files of usage as carriers write them, with made-up people and numbers."""

from pathlib import Path

TWILIO = (
    "Account SID,Call SID,Parent Call SID,From,To,Status,Direction,Start Time,End Time,Duration,"
    "Price"
)
DIDWW = (
    "Date/Time (UTC),Source,DID,Destination,Duration (secs),Disconnect Initiator,Disconnect Code,"
    "Response,TollFree Amount (USD),Termination Amount (USD),Metered Channels Amount (USD),"
    "Customer ID,Sell Amount (Points)"
)
BICS = (
    "Account ID,Account Name,Status,Currency,Charging Category,Charging Date,Amount,"
    "Volume (MB) ,No of SMS,Country,Reference,Total"
)


def call(
    sid: str = "CA1",
    *,
    caller: str = "+15550100",
    called: str = "+15550199",
    direction: str = "outbound-dial",
    start: str = "2026-03-05 10:00:00 UTC",
    duration: str = "61",
    price: str = "-0.0280",
) -> str:
    """A row of a Twilio call log."""
    return f"AC1,{sid},,{caller},{called},completed,{direction},{start},,{duration},{price}"


def saved(folder: Path, *rows: str, name: str = "usage.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text("\r\n".join(rows) + "\r\n", encoding=encoding, newline="")
    return path
