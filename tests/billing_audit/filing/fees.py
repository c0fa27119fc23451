"""Puts public fees and certificates on file."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from billing_audit.checks.fees.papers import Certified, Placed, Published
from clients.models import BillingAccount, PublicFee, Site, TaxCertificate
from tests.billing_audit.on_file import OnFile, put_paper


def _days(valid: tuple[str, str | None]) -> DateRange:
    first, last = (date.fromisoformat(day) if day else None for day in valid)
    return DateRange(first, last, "[]")


@put_paper.register
def put_fee(paper: Published, on_file: OnFile) -> None:
    """The same for every client, so it may be on file already."""
    PublicFee.objects.get_or_create(
        authority=paper.authority,
        code=paper.code,
        valid=_days(paper.valid),
        defaults={
            "title": paper.code, "rate": paper.rate, "unit": paper.unit, "source": "Public notice"
        },
    )  # fmt: skip


@put_paper.register
def put_certificate(paper: Certified, on_file: OnFile) -> None:
    TaxCertificate.objects.create(
        client=on_file.client,
        number="T-1",
        tax=paper.tax,
        jurisdiction=paper.jurisdiction,
        legal_entity=paper.entity,
        carrier=on_file.carrier_named(paper.carrier) if paper.carrier else None,
        given_on=paper.given_on,
        valid=_days(paper.valid),
    )
    account = on_file.account()
    BillingAccount.objects.filter(pk=account.pk).update(legal_entity=paper.account_of)


@put_paper.register
def put_site(paper: Placed, on_file: OnFile) -> None:
    Site.objects.filter(client=on_file.client, code=paper.site).update(region=paper.region)
