"""The app's addresses, each subject under its own namespace."""

from django.urls import include, path

from billing_audit import agreed_prices
from billing_audit.contract_charges import register_charges
from billing_audit.last_bills import register_last_bills
from billing_audit.monthly_figures import register_monthly_figures
from billing_audit.origins import register_abouts, register_origins
from billing_audit.outage_credits import register_outage_credits

register_origins()
register_abouts()
register_last_bills()
register_outage_credits()
register_charges()
register_monthly_figures()
agreed_prices.register()

urlpatterns = [
    path("", include("billing_audit.bills.urls")),
    path("", include("billing_audit.usage.urls")),
    path("", include("billing_audit.rating.urls")),
    path("", include("billing_audit.inbox.urls")),
    path("", include("billing_audit.mapping.urls")),
    path("", include("billing_audit.papers.urls")),
    path("", include("billing_audit.findings.urls")),
    path("", include("billing_audit.suppressions.urls")),
    path("", include("billing_audit.triage.urls")),
    path("", include("billing_audit.runs.urls")),
    path("", include("billing_audit.advising.urls")),
    path("", include("billing_audit.expected.urls")),
    path("", include("billing_audit.rechecks.urls")),
    path("", include("billing_audit.money.urls")),
    path("", include("billing_audit.ledger.urls")),
    path("", include("billing_audit.funding.urls")),
    path("", include("billing_audit.reports.urls")),
    path("", include("billing_audit.undo.urls")),
    path("", include("billing_audit.months.urls")),
    path("", include("billing_audit.scorecard.urls")),
    path("", include("billing_audit.renewal.urls")),
    path("", include("billing_audit.meanings.urls")),
    path("", include("billing_audit.tuning.urls")),
    path("", include("billing_audit.method.urls")),
    path("", include("billing_audit.portal.urls")),
]
