"""Addresses of what the practice notes for itself."""

from django.urls import path

from clients.stakeholders import views

app_name = "stakeholders"

urlpatterns = [
    path("stakeholders/", views.stakeholder_list, name="stakeholder_list"),
    path("stakeholders/export/", views.stakeholder_export, name="stakeholder_export"),
    path(
        "clients/<uuid:public_id>/stakeholders/load/",
        views.stakeholder_import,
        name="stakeholder_import",
    ),
    path(
        "clients/<uuid:public_id>/stakeholders/new/",
        views.stakeholder_create,
        name="stakeholder_create",
    ),
    path("stakeholders/<uuid:public_id>/", views.stakeholder_edit, name="stakeholder_edit"),
    path("clients/<uuid:public_id>/notes/new/", views.note_create, name="note_create"),
    path("stakeholders/notes/<uuid:public_id>/remove/", views.note_remove, name="note_remove"),
]
