"""Addresses of the audits."""

from django.urls import path

from billing_audit.runs import certificate_views, views

app_name = "runs"

urlpatterns = [
    path("audits/", views.run_list, name="run_list"),
    path("audits/start/", views.run_start, name="run_start"),
    path("audits/<uuid:public_id>/", views.run_detail, name="run_detail"),
    path("audits/<uuid:public_id>/cancel/", views.run_cancel, name="run_cancel"),
    path(
        "audits/<uuid:public_id>/certificate/",
        certificate_views.run_certificate,
        name="run_certificate",
    ),
    path(
        "audits/<uuid:public_id>/unverified.csv",
        certificate_views.unverified_export,
        name="unverified_export",
    ),
    path(
        "audits/unverified/<uuid:public_id>/",
        certificate_views.unverified_lines,
        name="unverified_lines",
    ),
    path(
        "audits/unverified/<uuid:public_id>.csv",
        certificate_views.unverified_lines_export,
        name="unverified_lines_export",
    ),
    path(
        "clients/<uuid:public_id>/certificate/",
        certificate_views.client_certificate,
        name="client_certificate",
    ),
]
