"""Every address of the product; each subject keeps its own."""

from django.urls import include, path

from retainer import views
from retainer.practice import views as practice_views

urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("practice/retainers/", practice_views.practice, name="practice"),
    path("practice/retainers/money/", practice_views.practice_money, name="practice_money"),
    path("", include("retainer.exporting.urls")),
    path("", include("retainer.agenda.urls")),
    path("", include("retainer.packs.urls")),
    # A login's address is its identity here, so the library's page for changing it is closed.
    path("accounts/email/", views.closed, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("", include("clients.urls")),
    path("", include("billing_audit.urls")),
    path("", include("rfp.urls")),
]
