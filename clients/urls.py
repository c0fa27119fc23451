"""The app's addresses, each subject under its own namespace."""

from django.urls import include, path

urlpatterns = [
    path("", include("clients.people.urls")),
    path("", include("clients.service_hours.urls")),
    path("", include("clients.notices.urls")),
    path("", include("clients.telecom.urls")),
    path("", include("clients.contracts.urls")),
    path("", include("clients.agreements.urls")),
    path("", include("clients.work.urls")),
    path("", include("clients.retainers.urls")),
    path("", include("clients.advice.urls")),
    path("", include("clients.objectives.urls")),
    path("", include("clients.issues.urls")),
    path("", include("clients.promises.urls")),
    path("", include("clients.transitions.urls")),
    path("", include("clients.desk.urls")),
    path("", include("clients.relationships.urls")),
    path("", include("clients.obligations.urls")),
    path("", include("clients.metrics.urls")),
    path("", include("clients.committees.urls")),
    path("", include("clients.playbook.urls")),
    path("", include("clients.handover.urls")),
    path("", include("clients.stakeholders.urls")),
    path("", include("clients.moving.urls")),
]
