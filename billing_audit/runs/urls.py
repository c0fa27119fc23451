"""Addresses of the audits."""

from django.urls import path

from billing_audit.runs import views

app_name = "runs"

urlpatterns = [
    path("audits/", views.run_list, name="run_list"),
    path("audits/start/", views.run_start, name="run_start"),
    path("audits/<uuid:public_id>/", views.run_detail, name="run_detail"),
    path("audits/<uuid:public_id>/cancel/", views.run_cancel, name="run_cancel"),
]
