"""What people fill in about rate decks: their rules, a version's file, a call to price."""

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from billing_audit.rating.models import ROUNDING, RateDeck
from clients.people.models import Client
from clients.telecom.forms.base import day_field

DAYS = {"Mon": 1, "Tue": 2, "Wed": 3, "Thu": 4, "Fri": 5, "Sat": 6, "Sun": 7}
BAND = re.compile(
    rf"(?P<name>[a-z][a-z0-9 -]{{0,19}}): (?P<first>{'|'.join(DAYS)})(-(?P<last>{'|'.join(DAYS)}))?"
    r" (?P<begins>\d\d:\d\d)-(?P<ends>\d\d:\d\d)"
)


class DeckForm(forms.ModelForm):
    """The rules that hold for every price of a deck."""

    bands = forms.CharField(
        label="Time bands",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="One a line, such as peak: Mon-Fri 08:00-18:00. The band column of the file "
        "names them; prices without a band hold at any other time.",
    )

    class Meta:
        model = RateDeck
        fields = (
            *("carrier", "name", "contract", "currency", "zone", "home_code"),
            *("rounding_method", "rounding_decimals", "rounds_each_call"),
            *("included_minutes", "pool", "bands"),
        )

    def __init__(self, *args: Any, client: Client | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.client = client
        if client is None:
            del self.fields["contract"]
        else:
            self.fields["contract"].queryset = client.contracts.select_related("carrier")
        self.fields["rounding_method"].choices = [*ROUNDING.items()]
        self.initial["bands"] = "\n".join(map(band_in_words, self.instance.bands))

    def _get_validation_exclusions(self) -> set[str]:
        # A name that is taken is found by the database, and the service says so in words.
        return super()._get_validation_exclusions() | {"name"}

    def clean_zone(self) -> str:
        if self.cleaned_data["zone"] not in available_timezones():
            raise ValidationError("There is no such time zone; write one like America/New_York.")
        return self.cleaned_data["zone"]

    def clean_bands(self) -> list[dict[str, Any]]:
        lines = [line.strip() for line in self.cleaned_data["bands"].splitlines()]
        bands = [_band(line) for line in lines if line]
        names = [band["name"] for band in bands]
        if len(set(names)) < len(names):
            raise ValidationError("Two bands have the same name.")
        return bands

    def clean(self) -> None:
        super().clean()
        contract, carrier = self.cleaned_data.get("contract"), self.cleaned_data.get("carrier")
        if contract and carrier and contract.carrier_id != carrier.pk:
            self.add_error("contract", f"This contract is with {contract.carrier}.")


def _band(line: str) -> dict[str, Any]:
    found = BAND.fullmatch(line)
    try:
        begins, ends = (time.fromisoformat(found[edge]) for edge in ("begins", "ends"))
    except (TypeError, ValueError) as wrong:
        raise ValidationError(f"“{line}” is not like peak: Mon-Fri 08:00-18:00.") from wrong
    first, last = DAYS[found["first"]], DAYS[found["last"] or found["first"]]
    days = [*range(first, last + 1)] if first <= last else [*range(first, 8), *range(1, last + 1)]
    return {
        "name": found["name"],
        "days": days,
        "from": f"{begins:%H:%M}",
        "to": f"{ends:%H:%M}",
    }


def band_in_words(band: dict[str, Any]) -> str:
    """As ``clean_bands`` reads it."""
    names = list(DAYS)
    first, last = names[band["days"][0] - 1], names[band["days"][-1] - 1]
    days = first if first == last else f"{first}-{last}"
    return f"{band['name']}: {days} {band['from']}-{band['to']}"


class VersionForm(forms.Form):
    """Prices from a file, and the days they hold."""

    file = forms.FileField(label="File", help_text="CSV, at most 100 MB.")
    begins = day_field("Valid from", required=True)
    ends = day_field("Valid to", help_text="The last day; empty while nothing else is agreed.")


class CallForm(forms.Form):
    """A call whose price somebody wants to know."""

    number = forms.CharField(
        label="Number called", max_length=40, widget=forms.TextInput({"inputmode": "tel"})
    )
    seconds = forms.DecimalField(
        label="Seconds", min_value=0, max_value=864000, decimal_places=3, initial=180
    )
    day = day_field("Day")
    at = forms.TimeField(
        label="Time in the carrier’s zone", required=False, widget=forms.TimeInput({"type": "time"})
    )

    def moment(self, zone: Any) -> datetime:
        """When the call begins; today at noon where nothing is said."""
        day = self.cleaned_data["day"] or timezone.localdate()
        return datetime.combine(day, self.cleaned_data["at"] or time(12), zone)
