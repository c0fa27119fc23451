"""Markups of providers who bill carriers' charges on."""

from clients.telecom import forms
from clients.telecom.models import RebillAgreement
from clients.telecom.models.rebilling import Rebilled
from clients.telecom.reference import RebillAgreements
from clients.telecom.registers.base import CLIENT, Cell, Register, until
from retainer.lib import format as written


def _markup(row: RebillAgreement) -> str:
    said = f"{written.number(row.markup_percent)}%"
    if row.markup_cap is None:
        return said
    return f"{said}, at most {written.money(row.markup_cap, row.account.currency)}"


def _kinds(row: RebillAgreement) -> str:
    return ", ".join(Rebilled(kind).label for kind in row.kinds)


REBILL_AGREEMENTS = Register(
    noun="rebill_agreement",
    title="Rebill agreements",
    answer="What providers may add to a carrier's charges that they bill on.",
    empty="Enter both accounts and the markup, and load the bills of both: "
    "what is billed on above charge and markup is asked back.",
    model=RebillAgreement,
    form=forms.RebillAgreementForm,
    cells=(
        Cell("Billed on by", lambda row: row.account),
        Cell("Charges of", lambda row: row.underlying),
        CLIENT,
        Cell("Markup", _markup, "num"),
        Cell("Charges", _kinds, detail_only=True),
        Cell("From", lambda row: written.day(row.valid.lower)),
        Cell("Until", until),
    ),
    order=("account__number", "id"),
    search=("account__number", "account__carrier__name", "underlying__number",
            "underlying__carrier__name"),
    related=("client", "account__carrier", "underlying__carrier"),
    loader=RebillAgreements,
    icon="copy",
)  # fmt: skip
