"""Every address of the product; each subject keeps its own."""

from django.urls import include, path

from retainer import views

urlpatterns = [
    path("", views.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("", include("clients.urls")),
    path("", include("billing_audit.urls")),
]
