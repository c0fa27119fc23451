"""The states of everything that has one, each with a word, an icon and a tone.

A state says the same to everyone: the icon and the word carry it, the colour only repeats it.
"""

from typing import NamedTuple


class State(NamedTuple):
    word: str
    icon: str
    tone: str  # quiet, info, good, attention or bad


STATES = {
    # bills and their import
    "received": State("Received", "inbox", "info"),
    "waiting": State("Waiting for its client", "question", "attention"),
    "importing": State("Importing", "progress", "info"),
    "imported": State("Imported", "circle-check", "good"),
    "partial": State("Partly imported", "warning", "attention"),
    "duplicate": State("Already loaded", "copy", "quiet"),
    "rejected": State("Rejected", "circle-x", "bad"),
    "undone": State("Undone", "undo", "quiet"),
    # what arrives by mail, and the files enclosed
    "bill": State("Bill", "bill", "info"),
    "perhaps": State("Perhaps a bill", "question", "attention"),
    "unread": State("Not recognised", "question", "attention"),
    "known": State("Already loaded", "copy", "quiet"),
    "taken": State("Taken", "circle-check", "good"),
    "set_aside": State("Set aside", "eye-off", "quiet"),
    # an account's bill of a month
    "missing": State("Missing", "circle-alert", "bad"),
    "expected": State("Expected", "clock", "info"),
    "draft_bill": State("To be confirmed", "circle-dashed", "attention"),
    "loaded": State("Loaded", "circle-dot", "info"),
    "audited": State("Audited", "circle-check", "good"),
    "reported": State("Reported", "send", "good"),
    "no_bill": State("No bill expected", "ban", "quiet"),
    # audits and their checks
    "queued": State("Waiting for a worker", "circle-dashed", "quiet"),
    "running": State("Running", "progress", "info"),
    "stopping": State("Stopping", "stop", "attention"),
    "to_come": State("To come", "circle-dashed", "quiet"),
    "complete": State("Complete", "circle-check", "good"),
    "done": State("Done", "circle-check", "good"),
    "clean": State("Nothing wrong", "circle-check", "good"),
    "cannot-check": State("Cannot check", "question", "attention"),
    "failed": State("Failed", "circle-x", "bad"),
    "cancelled": State("Cancelled", "ban", "quiet"),
    # findings and what was decided
    "new": State("New", "circle-dot", "info"),
    "valid": State("Valid", "finding", "attention"),
    "false_positive": State("False positive", "eye-off", "quiet"),
    "asked": State("Client asked", "question", "attention"),
    "grown": State("Grown since decided", "warning", "attention"),
    "resolved": State("No longer seen", "check", "quiet"),
    "information": State("Information", "info", "info"),
    # services, contracts, projects, people
    "open": State("Open", "circle-dot", "info"),
    "confirmed": State("Confirmed", "circle-check", "good"),
    "proposed": State("Not confirmed", "question", "attention"),
    "dismissed": State("Not ours", "eye-off", "quiet"),
    "disconnected": State("Disconnected", "ban", "quiet"),
    "active": State("Active", "circle-check", "good"),
    "upcoming": State("Not yet", "clock", "quiet"),
    "expiring": State("Expiring", "hourglass", "attention"),
    "expired": State("Expired", "circle-alert", "bad"),
    "ended": State("Ended", "ban", "quiet"),
    "invited": State("Invited", "mail", "info"),
    "archived": State("Archived", "archive", "quiet"),
    "on": State("On", "circle-check", "good"),
    "off": State("Off", "ban", "quiet"),
    # work in the book, and what goes beyond a retainer
    "submitted": State("Submitted", "send", "info"),
    "approved": State("Approved", "check", "good"),
    "agreed": State("Agreed", "circle-check", "good"),
    "questioned": State("Questioned", "question", "attention"),
    "closed": State("Closed", "lock", "quiet"),
    "accepted": State("Accepted", "circle-check", "good"),
    "declined": State("Declined", "circle-x", "bad"),
    "withdrawn": State("Withdrawn", "undo", "quiet"),
    "stays": State("Stays as it is", "lock", "quiet"),
    # how fast a retainer is used
    "over": State("Used up", "circle-alert", "bad"),
    "above": State("Likely to exceed", "warning", "attention"),
    "below": State("Little used", "hourglass", "attention"),
    "even": State("Within", "circle-check", "good"),
    # exports of what a client owns
    "packing": State("Being packed", "progress", "info"),
    "ready": State("Ready", "circle-check", "good"),
    # mails
    "sending": State("Being sent", "send", "info"),
    "sent": State("Sent", "check", "good"),
    # reports
    "draft": State("Draft", "circle-dashed", "quiet"),
    "published": State("Published", "send", "good"),
    "superseded": State("Superseded", "history", "quiet"),
}


def state_of(value: str) -> State:
    """The state called ``value``; one not listed here shows its own name and claims nothing."""
    known = STATES.get(value.lower())
    return known or State(value.replace("_", " ").replace("-", " ").capitalize(), "circle", "quiet")
