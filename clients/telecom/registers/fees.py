"""What authorities set."""

from datetime import date

from django.db.models import DateField, DurationField, ExpressionWrapper, Value
from django.db.models.functions import Coalesce, Lower

from clients.telecom import forms
from clients.telecom.models import PublicFee
from clients.telecom.reference import PublicFees
from clients.telecom.registers.base import Cell, Register, until
from retainer.lib import format as written

#: A keyset order has one direction: the age lets a code's newest row come first, codes from A to Z.
AGE = ExpressionWrapper(
    Value(date.max) - Coalesce(Lower("valid", output_field=DateField()), Value(date.min)),
    output_field=DurationField(),
)

FEES = Register(
    noun="fee",
    title="Public fees",
    answer="Fees and taxes set by authorities, the same for every client.",
    empty="Factors such as the federal universal service charge, each with its source.",
    model=PublicFee,
    form=forms.FeeForm,
    cells=(
        Cell("Code", lambda row: row.code, "mono"),
        Cell("Fee", lambda row: row.title),
        Cell("Authority", lambda row: row.authority),
        Cell(
            "Rate",
            lambda row: (
                written.percent(row.rate) if row.unit == "percent" else written.rate(row.rate)
            ),
            "num",
        ),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", until),
        Cell("Source", lambda row: row.source, detail_only=True),
        Cell("Published on", lambda row: written.day(row.published_on), detail_only=True),
    ),
    order=("code", "age", "id"),
    reckoned={"age": AGE},
    search=("code", "title", "authority"),
    loader=PublicFees,
    of_client=False,
    principals_only=("create", "edit", "import"),
    icon="fee",
)
