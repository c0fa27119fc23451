"""Addresses of the triage."""

from django.urls import path

from billing_audit.triage import views

app_name = "triage"

urlpatterns = [
    path("findings/triage/", views.triage, name="triage"),
    path("findings/triage/decide/", views.findings_decide, name="findings_decide"),
    path("findings/decisions/<uuid:batch>/undo/", views.decision_undo, name="decision_undo"),
    path("findings/<uuid:public_id>/evidence/", views.finding_evidence, name="finding_evidence"),
    path("findings/<uuid:public_id>/alike/", views.finding_alike, name="finding_alike"),
]
