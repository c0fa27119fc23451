"""Addresses about time."""

from django.urls import path

from clients.work import views

app_name = "work"

urlpatterns = [
    path("work/", views.entry_list, name="entry_list"),
    path("work/export/", views.entry_export, name="entry_export"),
    path("work/entries/<uuid:public_id>/edit/", views.entry_edit, name="entry_edit"),
    path("work/entries/<uuid:public_id>/delete/", views.entry_delete, name="entry_delete"),
]
