"""The states of everything that has one, each with a word, an icon and a tone.

A state says the same to everyone: the icon and the word carry it, the colour only repeats it.
"""

from typing import NamedTuple


class State(NamedTuple):
    word: str
    icon: str
    tone: str  # quiet, info, good, attention or bad


STATES = {
    # files and imports
    "received": State("Received", "inbox", "info"),
    "imported": State("Loaded", "circle-check", "good"),
    "loaded": State("Loaded", "circle-check", "good"),
    "partial": State("Partly loaded", "warning", "attention"),
    "duplicate": State("Already loaded", "copy", "quiet"),
    "draft": State("Draft", "circle-dashed", "quiet"),
    "rejected": State("Refused", "circle-x", "bad"),
    "undone": State("Undone", "undo", "quiet"),
    # runs and their checks
    "waiting": State("Waiting", "circle-dashed", "quiet"),
    "queued": State("Waiting", "circle-dashed", "quiet"),
    "running": State("Running", "progress", "info"),
    "done": State("Done", "circle-check", "good"),
    "failed": State("Failed", "circle-x", "bad"),
    "cancelling": State("Stopping", "stop", "attention"),
    "cancelled": State("Cancelled", "ban", "quiet"),
    "cannot-check": State("Cannot check", "question", "attention"),
    "cannot_check": State("Cannot check", "question", "attention"),
    "clean": State("Nothing wrong", "circle-check", "good"),
    # findings and decisions
    "new": State("New", "circle-dot", "info"),
    "open": State("Open", "circle-dot", "info"),
    "valid": State("Valid", "finding", "attention"),
    "false_positive": State("Not an error", "eye-off", "quiet"),
    "asked": State("Asked the client", "question", "attention"),
    "asked_client": State("Asked the client", "question", "attention"),
    "resolved": State("No longer seen", "check", "quiet"),
    "accepted": State("Agreed", "check", "good"),
    "declined": State("Declined", "x", "quiet"),
    "disputed": State("Asked back", "send", "info"),
    "credited": State("Credited", "money", "good"),
    "information": State("Information", "info", "info"),
    # agreements, services, contracts, people
    "active": State("Active", "circle-check", "good"),
    "confirmed": State("Confirmed", "circle-check", "good"),
    "unconfirmed": State("Unconfirmed", "question", "attention"),
    "proposed": State("Proposed", "circle-dashed", "info"),
    "disconnected": State("Disconnected", "ban", "quiet"),
    "expiring": State("Expiring", "hourglass", "attention"),
    "expired": State("Expired", "circle-alert", "bad"),
    "invited": State("Invited", "mail", "info"),
    "suspended": State("Suspended", "pause", "attention"),
    "archived": State("Archived", "archive", "quiet"),
    "closed": State("Closed", "lock", "quiet"),
    # reports
    "rendering": State("Being written", "progress", "info"),
    "ready": State("Ready", "circle-check", "good"),
    "published": State("Published", "send", "good"),
    "withdrawn": State("Withdrawn", "undo", "attention"),
}


def state_of(value: str) -> State:
    """The state called ``value``; one not listed here shows its own name and claims nothing."""
    known = STATES.get(value.lower())
    return known or State(value.replace("_", " ").replace("-", " ").capitalize(), "circle", "quiet")
