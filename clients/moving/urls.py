"""Addresses where time is taken over from another system."""

from django.urls import path

from clients.moving import views

app_name = "moving"

urlpatterns = [
    path("work/import/", views.time_import, name="time_import"),
    path("work/import/<uuid:public_id>/", views.import_detail, name="import_detail"),
]
