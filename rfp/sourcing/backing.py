"""Whether a request rests on a decision that the client approved."""

from rfp.sourcing.models import SourcingDecision

State = SourcingDecision.State

TODO = {
    State.DRAFT: "Put the sourcing decision to the client: they approve it before drafting ends.",
    State.PUT: "The client has not approved the sourcing decision yet.",
    State.DECLINED: "The client declined the sourcing decision. Revise it, or choose another.",
    State.WITHDRAWN: "The sourcing decision was withdrawn. Choose another.",
    State.SUPERSEDED: "Another sourcing decision took its place. Choose that one.",
}


def todo(decision: SourcingDecision | None) -> str:
    """What to do until a request may rest on it; empty once the client approved."""
    if decision is None:
        return "Choose the sourcing decision that the client approved: why, what for, how, where."
    return TODO.get(State(decision.state), "")
