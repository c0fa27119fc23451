"""Addresses of changes and of what audits make of them."""

from django.urls import path

from billing_audit.rechecks import views

app_name = "rechecks"

urlpatterns = [
    path("clients/<uuid:public_id>/changes/", views.recheck_waiting, name="recheck_waiting"),
    path("clients/<uuid:public_id>/changes/audit/", views.recheck_start, name="recheck_start"),
    path("audits/<uuid:public_id>/changes/", views.run_changes, name="run_changes"),
    path(
        "audits/<uuid:public_id>/changes.csv", views.run_changes_export, name="run_changes_export"
    ),
]
