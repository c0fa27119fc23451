"""Addresses of the findings."""

from django.urls import path

from billing_audit.findings import saved_views, views

app_name = "findings"

urlpatterns = [
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/export/", views.finding_export, name="finding_export"),
    path("findings/decide/", views.finding_decide_many, name="finding_decide_many"),
    path("findings/views/", saved_views.view_save, name="view_save"),
    path("findings/views/<uuid:public_id>/forget/", saved_views.view_forget, name="view_forget"),
    path("findings/<uuid:public_id>/", views.finding_detail, name="finding_detail"),
    path("findings/<uuid:public_id>/prove/", views.finding_prove, name="finding_prove"),
    path("findings/<uuid:public_id>/decide/", views.finding_decide, name="finding_decide"),
]
