"""What is asked when findings are decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from billing_audit.findings.models import Finding
from billing_audit.findings.services import REASONS

State = Finding.State


@dataclass(frozen=True)
class Decision:
    """What a decision is called on its button, what it means, and what is said once it is taken.

    ``many`` is the button for several findings; # stands for how many.
    """

    word: str
    many: str
    meaning: str
    taken: str


DECISIONS = {
    State.VALID: Decision(
        "Valid",
        "Mark # as valid",
        "The client sees it, and it counts as money to ask back.",
        "Judged valid. The client sees it now.",
    ),
    State.FALSE_POSITIVE: Decision(
        "False positive",
        "Mark # as false positive",
        "It claims nothing any more, and the client does not see it.",
        "Judged a false positive. It claims nothing any more.",
    ),
    State.ASKED: Decision(
        "Ask the client",
        "Ask the client about #",
        "The client sees the finding with your question.",
        "Asked. The client sees the finding with your question.",
    ),
}


class DecisionForm(forms.Form):
    """A judgement, which is a state with a reason that fits it, and a note.

    As one field, so that no reason can be chosen that does not fit.
    """

    judgement = forms.ChoiceField(label="Reason")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Only the practice reads it.",
    )

    def __init__(
        self, *args: Any, states: Iterable[str] = tuple(REASONS), place: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id=f"{place}-%s" if place else "id_%s", **kwargs)
        states = [State(state) for state in states]
        grouped = [
            (
                DECISIONS[state].word,
                [(f"{state}:{reason}", reason.label) for reason in REASONS[state]],
            )
            for state in states
        ]
        judgement, note = self.fields["judgement"], self.fields["note"]
        judgement.choices = [
            ("", "Choose a reason"),
            *(grouped if len(grouped) > 1 else grouped[0][1]),
        ]
        if states == [State.ASKED]:
            judgement.widget = forms.HiddenInput()
            judgement.initial = f"{State.ASKED}:{REASONS[State.ASKED][0]}"
            note.label, note.required = "Question", True
            note.help_text = "The client reads it as you write it."
        elif len(states) > 1:
            judgement.label = "Decision and reason"
            note.label = "Note or question"
            note.help_text = "The client reads it only if it is a question to them."

    @property
    def decision(self) -> dict[str, str]:
        """State, reason and note, as the service takes them."""
        state, _, reason = self.cleaned_data["judgement"].partition(":")
        return {"state": state, "reason": reason, "note": self.cleaned_data["note"]}
