"""Addresses about agreements, projects and time."""

from django.urls import path

from clients.work import agreement_views, views

app_name = "work"

urlpatterns = [
    path("work/", views.entry_list, name="entry_list"),
    path("work/export/", views.entry_export, name="entry_export"),
    path("work/entries/<uuid:public_id>/edit/", views.entry_edit, name="entry_edit"),
    path("work/entries/<uuid:public_id>/delete/", views.entry_delete, name="entry_delete"),
    path("work/agreements/", agreement_views.agreement_list, name="agreement_list"),
    path("work/agreements/new/", agreement_views.agreement_create, name="agreement_create"),
    path(
        "work/agreements/<uuid:public_id>/",
        agreement_views.agreement_detail,
        name="agreement_detail",
    ),
    path(
        "work/agreements/<uuid:public_id>/edit/",
        agreement_views.agreement_edit,
        name="agreement_edit",
    ),
    path(
        "work/agreements/<uuid:public_id>/projects/new/",
        agreement_views.project_create,
        name="project_create",
    ),
    path("work/projects/<uuid:public_id>/edit/", agreement_views.project_edit, name="project_edit"),
    path(
        "work/projects/<uuid:public_id>/close/",
        agreement_views.project_close,
        name="project_close",
    ),
]
