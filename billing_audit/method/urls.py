"""Addresses of How we audit."""

from django.urls import path

from billing_audit.method import views

app_name = "method"

urlpatterns = [
    path("how-we-audit/", views.check_list, name="check_list"),
    path("how-we-audit/<slug:code>/", views.check_detail, name="check_detail"),
]
