"""What people fill in about usage: which column is what."""

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from billing_audit.bills.importers.mapped.cells import folded
from billing_audit.bills.importers.mapped.profile import Conventions, Table
from billing_audit.usage.layouts import FIELDS, Layout, UnsoundLayout, sound

#: Words that column names have for what a field holds; the first column with one is proposed.
USUAL_WORDS = {
    "started": ("start", "date", "time", "when"),
    "service": ("own number", "did", "msisdn", "sim", "iccid", "line", "service"),
    "caller": ("from", "source", "caller", "calling", "a number"),
    "called": ("to", "called", "dialled", "dialed", "b number", "destination number"),
    "duration": ("duration", "seconds", "billsec", "length"),
    "amount": ("amount", "price", "cost", "charge"),
    "currency": ("currency",),
    "direction": ("direction",),
    "destination": ("destination", "country"),
    "status": ("status", "disposition", "response"),
    "record": ("call sid", "call id", "uuid", "record id"),
}
DAY_PATTERNS = (
    ("YYYY-MM-DD HH:mm:ss*", "2026-03-31 14:05:00"),
    ("YYYY-MM-DDTHH:mm:ss*", "2026-03-31T14:05:00"),
    ("MM/DD/YYYY HH:mm:ss*", "03/31/2026 14:05:00, month first"),
    ("DD/MM/YYYY HH:mm:ss*", "31/03/2026 14:05:00, day first"),
    ("M/D/YYYY H:mm:ss AM", "3/31/2026 2:05:00 PM"),
    ("M/D/YYYY H:mm", "3/31/2026 14:05"),
    ("DD.MM.YYYY HH:mm:ss", "31.03.2026 14:05:00"),
    ("YYYY-MM-DD", "2026-03-31, no time"),
)


class ColumnsForm(forms.Form):
    """A layout of one file, its fields chosen from the file's own columns."""

    title = forms.CharField(
        label="What to call it", max_length=80, help_text="Such as Harbour Mobile call records."
    )

    def __init__(
        self,
        *args: Any,
        columns: list[str],
        delimiter: str,
        base: Layout | None = None,
        **kwargs: Any,
    ) -> None:
        initial = _answers(base, columns) if base else None
        super().__init__(*args, initial=initial, **kwargs)
        self.names, self.delimiter = columns, delimiter
        self.base = base or Layout(name="", title="")
        choices = [("", "no column"), *((name, name) for name in columns)]
        for name, words in FIELDS.items():
            if name != "kind":
                self.fields[name] = forms.ChoiceField(
                    label=words[:1].upper() + words[1:],
                    choices=choices,
                    required=False,
                    initial="" if base else _proposed(name, columns),
                )
        self.fields |= _conventions()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors:
            return given
        try:
            self.layout = sound(self._layout(given))
        except UnsoundLayout as unsound:
            raise ValidationError(unsound.faults) from unsound
        return given

    def _layout(self, given: dict[str, Any]) -> Layout:
        columns = {name: given[name] for name in FIELDS if given.get(name)}
        directions = {
            folded(word): direction
            for direction in ("in", "out")
            for word in given[f"words_{direction}"].split(",")
            if word.strip()
        }
        return replace(
            self.base,
            name=folded(given["title"]),
            title=given["title"],
            table=Table(delimiter=self.delimiter),
            conventions=Conventions(
                decimal=given["decimal"],
                thousands="," if given["decimal"] == "." else ".",
                days=(given["days"],),
                charges_are=given["charges_are"],
            ),
            recognised_by=tuple(name for name in self.names if name),
            columns=columns,
            amounts=() if "amount" in columns else self.base.amounts,
            currency=given["money_in"].upper(),
            duration_in=given["duration_in"],
            kind=given["kind"],
            direction=given["otherwise"],
            directions=directions,
            zone=given["zone"],
        )


def _proposed(field: str, columns: list[str]) -> str:
    words = USUAL_WORDS.get(field, ())
    return next((name for word in words for name in columns if word in folded(name)), "")


def _answers(base: Layout, columns: list[str]) -> dict[str, str]:
    """What the page asks, as a layout answers it for a file with these columns."""
    named = {folded(name): name for name in columns}
    here = {field: named.get(folded(head), "") for field, head in base.columns.items()}
    written = base.conventions.days[0].rstrip("*")
    patterns = [pattern for pattern, _ in DAY_PATTERNS if pattern.rstrip("*") == written]
    words = {
        f"words_{way}": ", ".join(word for word, means in base.directions.items() if means == way)
        for way in ("in", "out")
    }
    return here | words | {
        "title": base.title,
        "days": next(iter(patterns), ""),
        "zone": base.zone,
        "duration_in": base.duration_in,
        "decimal": base.conventions.decimal,
        "charges_are": base.conventions.charges_are,
        "money_in": base.currency,
        "kind": base.kind,
        "otherwise": base.direction,
    }  # fmt: skip


def _conventions() -> dict[str, forms.Field]:
    """What holds for every row."""
    return {
        "days": forms.ChoiceField(label="Times are written like", choices=DAY_PATTERNS),
        "zone": forms.CharField(
            label="Time zone of the carrier’s clock",
            initial="UTC",
            help_text="UTC, or such as America/New_York.",
            validators=[_known_zone],
        ),
        "duration_in": forms.ChoiceField(
            label="Durations are",
            choices=[("seconds", "seconds"), ("minutes", "minutes"), ("clock", "like 1:02:03")],
        ),
        "decimal": forms.ChoiceField(
            label="Numbers are written like", choices=[(".", "1,234.56"), (",", "1.234,56")]
        ),
        "charges_are": forms.ChoiceField(
            label="A charge is written",
            choices=[("positive", "as 0.02"), ("negative", "as -0.02")],
        ),
        "money_in": forms.CharField(
            label="Without a column for it amounts are in",
            max_length=3,
            required=False,
            help_text="Three letters, such as USD.",
        ),
        "kind": forms.ChoiceField(
            label="The records are",
            choices=[("voice", "calls"), ("sms", "messages"), ("data", "data"), ("other", "other")],
        ),
        "otherwise": forms.ChoiceField(
            label="Without a column for it they are",
            choices=[("out", "outgoing"), ("in", "incoming"), ("", "not told")],
            required=False,
        ),
        "words_in": forms.CharField(
            label="Words for incoming", required=False, help_text="Separated by commas."
        ),
        "words_out": forms.CharField(
            label="Words for outgoing", required=False, help_text="Separated by commas."
        ),
    }


def _known_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise ValidationError("There is no such time zone; write one like America/New_York.")
