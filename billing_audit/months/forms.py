"""What people write on the board."""

from django import forms


class Reason(forms.Form):
    """Why no bill comes."""

    reason = forms.CharField(
        label="Why no bill comes",
        max_length=200,
        help_text="Such as: billed every other month, or moved to another account.",
        error_messages={"required": "Say why no bill comes."},
    )
