"""Amounts as somebody types them from paper."""

import re
from decimal import Decimal
from typing import Any

from django import forms

#: What stands around a figure on paper and says nothing of its size.
AROUND = re.compile(r"[\s$€£,]")


class AmountField(forms.DecimalField):
    """An amount as bills print it: ``1,234.50``, ``$12.00``, ``(12.00)`` and ``12.00-``."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": 6, **options})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(plain(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}" if isinstance(value, Decimal) else value


def plain(text: str) -> str:
    """The figure without what stands around it, its sign in front."""
    figure = AROUND.sub("", text).replace("−", "-")
    if figure.startswith("(") and figure.endswith(")"):
        return f"-{figure[1:-1]}"
    return f"-{figure[:-1]}" if figure.endswith("-") and len(figure) > 1 else figure
