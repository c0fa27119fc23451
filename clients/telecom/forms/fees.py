"""Forms of public fees."""

from clients.telecom.forms.base import RangeForm
from clients.telecom.models import PublicFee


class FeeForm(RangeForm):
    class Meta:
        model = PublicFee
        fields = ["authority", "code", "title", "rate", "unit", "source", "published_on"]
        help_texts = {"rate": "For a percentage the fraction: 0.366 for 36.6%."}
