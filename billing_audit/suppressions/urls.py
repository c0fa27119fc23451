"""Addresses of the rules that suppress findings."""

from django.urls import path

from billing_audit.suppressions import views

app_name = "suppressions"

urlpatterns = [
    path("findings/suppressions/", views.suppression_list, name="suppression_list"),
    path(
        "findings/suppressions/<uuid:public_id>/",
        views.suppression_detail,
        name="suppression_detail",
    ),
    path(
        "findings/suppressions/<uuid:public_id>/lift/",
        views.suppression_lift,
        name="suppression_lift",
    ),
    path(
        "findings/<uuid:public_id>/suppress/", views.suppression_create, name="suppression_create"
    ),
]
