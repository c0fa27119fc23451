"""The app's addresses, each subject under its own namespace."""

from django.urls import include, path

from billing_audit.origins import register_origins

register_origins()

urlpatterns = [
    path("", include("billing_audit.bills.urls")),
    path("", include("billing_audit.usage.urls")),
    path("", include("billing_audit.inbox.urls")),
    path("", include("billing_audit.mapping.urls")),
    path("", include("billing_audit.papers.urls")),
    path("", include("billing_audit.findings.urls")),
    path("", include("billing_audit.runs.urls")),
    path("", include("billing_audit.reports.urls")),
    path("", include("billing_audit.undo.urls")),
    path("", include("billing_audit.months.urls")),
    path("", include("billing_audit.portal.urls")),
]
