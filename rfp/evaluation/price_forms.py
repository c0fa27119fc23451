"""What is filled in beside prices."""

from typing import Any

from django import forms

from rfp.evaluation.price_models import PriceTerm, Ramp


def _line_field(form: forms.ModelForm, lines: list[tuple[str, str]], *, all_of_them: str) -> None:
    first = [("", all_of_them)] if all_of_them else []
    form.fields["line"] = forms.ChoiceField(
        label="Price line", choices=[*first, *lines], required=not all_of_them
    )


class RampForm(forms.ModelForm):
    """Another quantity from a month on."""

    class Meta:
        model = Ramp
        fields = ["line", "month", "quantity", "why"]

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _line_field(self, lines, all_of_them="")


class TermForm(forms.ModelForm):
    """A term of an offer in money."""

    class Meta:
        model = PriceTerm
        fields = ["kind", "line", "month", "amount", "source"]

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _line_field(self, lines, all_of_them="All lines")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == PriceTerm.Kind.STEP and not said.get("line"):
            self.add_error("line", "Name the price line that gets another price.")
        return said
