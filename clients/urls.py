"""The app's addresses, each subject under its own namespace."""

from django.urls import include, path

urlpatterns = [
    path("", include("clients.people.urls")),
    path("", include("clients.notices.urls")),
    path("", include("clients.telecom.urls")),
    path("", include("clients.agreements.urls")),
    path("", include("clients.work.urls")),
    path("", include("clients.retainers.urls")),
    path("", include("clients.moving.urls")),
]
