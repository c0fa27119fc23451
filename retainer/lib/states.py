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
    # what of a bill to pay
    "pay": State("Pay", "circle-check", "good"),
    "withhold": State("Withhold a part", "scale", "attention"),
    "hold": State("Hold", "stop", "attention"),
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
    "came": State("Bill came", "circle-check", "good"),
    "no_bill": State("No bill expected", "ban", "quiet"),
    # changes of a document that came back
    "tracked": State("Tracked", "circle-check", "info"),
    "untracked": State("Not tracked", "warning", "bad"),
    "turned_down": State("Refused", "circle-x", "bad"),
    "to_confirm": State("To be confirmed", "question", "attention"),
    # gates of a request
    "passed": State("Passed", "circle-check", "good"),
    "warned": State("Passed, look again", "warning", "attention"),
    "shut": State("To do", "circle-alert", "bad"),
    # audits and their checks
    "queued": State("Waiting for a worker", "circle-dashed", "quiet"),
    "running": State("Running", "progress", "info"),
    "doing": State("Being done", "progress", "info"),
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
    "suppressed": State("Suppressed", "eye-off", "quiet"),
    "lifted": State("Lifted", "undo", "quiet"),
    "in_force": State("In force", "circle-check", "good"),
    "grown": State("Grown since decided", "warning", "attention"),
    "resolved": State("No longer seen", "check", "quiet"),
    "information": State("Information", "info", "info"),
    # what an audit of changed months made of a finding
    "larger": State("Larger", "arrow-up", "attention"),
    "smaller": State("Smaller", "arrow-down", "info"),
    "gone": State("Gone", "check", "quiet"),
    # services, contracts, projects, people
    "open": State("Open", "circle-dot", "info"),
    "confirmed": State("Confirmed", "circle-check", "good"),
    "proposed": State("Not confirmed", "question", "attention"),
    "dismissed": State("Not ours", "eye-off", "quiet"),
    "disconnected": State("Disconnected", "ban", "quiet"),
    "active": State("Active", "circle-check", "good"),
    "upcoming": State("Not yet", "clock", "quiet"),
    "expiring": State("Expiring", "hourglass", "attention"),
    "notice_soon": State("Notice due soon", "hourglass", "attention"),
    "notice_given": State("Notice given", "send", "info"),
    "notice_missed": State("Too late for notice", "lock", "quiet"),
    "price_asked": State("Asked", "send", "info"),
    "price_offered": State("Offered", "mail", "attention"),
    "price_follows": State("Followed", "circle-check", "good"),
    "price_above": State("Above the price", "circle-alert", "bad"),
    "review_due": State("Review due", "hourglass", "attention"),
    "review_planned": State("Planned", "clock", "quiet"),
    "keep": State("Keep", "circle-check", "good"),
    "amend": State("Amend", "edit", "attention"),
    "rebid": State("Rebid", "scale", "attention"),
    "no_term": State("No term on file", "question", "attention"),
    "expired": State("Expired", "circle-alert", "bad"),
    "ended": State("Ended", "ban", "quiet"),
    "invited": State("Invited", "mail", "info"),
    "archived": State("Archived", "archive", "quiet"),
    "on": State("On", "circle-check", "good"),
    "off": State("Off", "ban", "quiet"),
    # the last bill of a service that was disconnected
    "proved": State("Proved", "circle-check", "good"),
    "still_billed": State("Still billed", "circle-alert", "bad"),
    "not_proved": State("Not proved yet", "hourglass", "info"),
    # the clocks of outages, and the credits that contracts give for them
    "target_running": State("Running", "clock", "info"),
    "target_met": State("In time", "circle-check", "good"),
    "target_missed": State("Late", "circle-alert", "bad"),
    "credit_due": State("Due on the next bill", "hourglass", "info"),
    "credit_missing": State("Not on the bill", "circle-alert", "bad"),
    "credit_lapsed": State("Not asked for in time", "lock", "quiet"),
    # work in the book, and what goes beyond a retainer
    "submitted": State("Submitted", "send", "info"),
    "approved": State("Approved", "check", "good"),
    "agreed": State("Agreed", "circle-check", "good"),
    "questioned": State("Questioned", "question", "attention"),
    "closed": State("Closed", "lock", "quiet"),
    "accepted": State("Accepted", "circle-check", "good"),
    "declined": State("Declined", "circle-x", "bad"),
    "deferred": State("Put off", "hourglass", "attention"),
    "reversed": State("Taken back", "undo", "quiet"),
    "withdrawn": State("Withdrawn", "undo", "quiet"),
    "replaced": State("Replaced", "copy", "quiet"),
    "stays": State("Stays as it is", "lock", "quiet"),
    # how fast a retainer is used
    "over": State("Used up", "circle-alert", "bad"),
    "above": State("Likely to exceed", "warning", "attention"),
    "below": State("Little used", "hourglass", "attention"),
    "even": State("Within", "circle-check", "good"),
    # exports of what a client owns
    "packing": State("Being packed", "progress", "info"),
    "ready": State("Ready", "circle-check", "good"),
    # disputes, and how far findings are in them
    "drafted": State("Dispute drafted", "circle-dashed", "info"),
    "disputed": State("In dispute", "scale", "info"),
    "acknowledged": State("Acknowledged", "mail", "info"),
    "in_review": State("In review", "progress", "info"),
    "more_info": State("More information asked", "question", "attention"),
    "part_approved": State("Partly approved", "check", "attention"),
    "denied": State("Denied", "circle-x", "bad"),
    "appealed": State("Appealed", "arrow-up", "info"),
    "promised": State("Credit promised", "hourglass", "info"),
    "credit_reversed": State("Credit reversed", "warning", "bad"),
    "returned": State("Came back", "warning", "attention"),
    "posted": State("Credit posted", "money", "good"),
    "credited": State("Credited", "money", "good"),
    "verified": State("Verified", "circle-check", "good"),
    "won": State("Won", "circle-check", "good"),
    "part_won": State("Won in part", "circle-check", "attention"),
    "lost": State("Lost", "circle-x", "bad"),
    "refused": State("Not credited", "circle-x", "bad"),
    # decisions to buy
    "put": State("Put to the client", "send", "attention"),
    "long_list": State("Long list", "list", "info"),
    "short_list": State("Short list", "circle-check", "good"),
    "dropped_out": State("Dropped", "ban", "quiet"),
    "finished": State("Finished", "circle-check", "good"),
    "bidding_reopened": State("Bidding reopened", "refresh", "attention"),
    # objectives
    "met": State("Met", "circle-check", "good"),
    "missed": State("Missed", "circle-x", "bad"),
    "dropped": State("Dropped", "ban", "quiet"),
    # metrics: their months and worked examples
    "floor": State("Beyond the floor", "circle-alert", "bad"),
    "not_noted": State("Not noted", "circle-dashed", "attention"),
    "computes": State("Computes", "circle-check", "good"),
    "differs": State("Does not compute", "circle-x", "bad"),
    "earned_back": State("Earned back", "undo", "quiet"),
    "due": State("Due", "hourglass", "attention"),
    "retired": State("Retired", "archive", "quiet"),
    # tasks that go over to a client, and training
    "task_ours": State("We do it", "circle-dot", "info"),
    "task_together": State("Together", "people", "attention"),
    "task_theirs": State("Client does, we review", "circle-check", "good"),
    "to_teach": State("Not taught yet", "circle-dashed", "quiet"),
    "taught": State("Taught", "circle-check", "good"),
    "teach_again": State("To be taught again", "hourglass", "attention"),
    # people at a client
    "opposed": State("Opposed", "circle-x", "bad"),
    "doubtful": State("Doubtful", "question", "attention"),
    "neutral": State("Neutral", "circle-dashed", "quiet"),
    "supportive": State("Supportive", "circle-check", "good"),
    # mails
    "sending": State("Being sent", "send", "info"),
    "sent": State("Sent", "check", "good"),
    # obligations
    "due_soon": State("Due soon", "clock", "attention"),
    "planned": State("Planned", "calendar", "quiet"),
    # issues
    "overdue": State("Overdue", "circle-alert", "bad"),
    "answered": State("Answered", "mail", "info"),
    "settled": State("Settled", "circle-check", "good"),
    # milestones of transitions by the word of each side, and what must be true of them
    "green": State("On track", "circle-check", "good"),
    "amber": State("At risk", "warning", "attention"),
    "red": State("Off track", "circle-alert", "bad"),
    "not_said": State("Not said", "circle-dashed", "quiet"),
    "disagreed": State("Disagreement", "scale", "attention"),
    "not_met": State("Not met", "circle-x", "bad"),
    "go": State("Go", "circle-check", "good"),
    "no_go": State("No go", "stop", "bad"),
    # promises
    "past_due": State("Past its day", "circle-alert", "bad"),
    "kept": State("Kept", "circle-check", "good"),
    "broken": State("Broken", "circle-x", "bad"),
    # packs before an agreement ends
    "issued": State("Issued", "send", "good"),
    # questions to the desk, and pulses
    "lapsed": State("Not answered", "clock", "quiet"),
    "working": State("Being worked on", "progress", "info"),
    "reopened": State("Reopened", "undo", "attention"),
    "late": State("Late", "circle-alert", "bad"),
    # committees: their seats, meetings and minutes
    "paired": State("Everybody has a peer", "circle-check", "good"),
    "unfaced": State("Without a peer", "warning", "attention"),
    "held": State("Held", "circle-check", "good"),
    "called_off": State("Called off", "ban", "quiet"),
    "offered": State("Waiting for approval", "hourglass", "attention"),
    # reports
    "draft": State("Draft", "circle-dashed", "quiet"),
    "published": State("Published", "send", "good"),
    "superseded": State("Superseded", "history", "quiet"),
    # requests for proposal
    "review": State("In review", "finding", "info"),
    "awarded": State("Awarded", "circle-check", "good"),
    "taking_part": State("Intends to bid", "circle-check", "good"),
    "shut_out": State("Shut out", "ban", "bad"),
    # proposals as they are judged
    "prepared": State("Prepared", "circle-dashed", "quiet"),
    "scoring": State("Being scored", "progress", "info"),
    "meeting": State("In the meeting", "people", "attention"),
    "consensus": State("Consensus closed", "lock", "good"),
    "to_score": State("Scoring", "circle-dashed", "attention"),
    "handed_in": State("Handed in", "circle-check", "good"),
    "not_handed_in": State("Did not hand in", "warning", "attention"),
    "gate_met": State("Met", "circle-check", "good"),
    "gate_failed": State("Not met", "circle-x", "bad"),
    "gate_open": State("To decide", "question", "attention"),
    "far_apart": State("Far apart", "scale", "attention"),
    "claimed": State("Not verified", "question", "attention"),
    "refuted": State("Refuted", "circle-x", "bad"),
    "winner_changes": State("Winner changes", "warning", "attention"),
    "winner_stays": State("Same winner", "circle-check", "good"),
    # remarks of the linter
    "error": State("Error", "circle-x", "bad"),
    "warning": State("Warning", "warning", "attention"),
    "advice": State("Advice", "info", "info"),
}


def state_of(value: str) -> State:
    """The state called ``value``; one not listed here shows its own name and claims nothing."""
    known = STATES.get(value.lower())
    return known or State(value.replace("_", " ").replace("-", " ").capitalize(), "circle", "quiet")
