"""Addresses where agreements, terms and projects are made and changed."""

from django.urls import path

from clients.agreements import views

app_name = "agreements"

urlpatterns = [
    path("work/agreements/new/", views.agreement_create, name="agreement_create"),
    path("work/agreements/<uuid:public_id>/edit/", views.agreement_edit, name="agreement_edit"),
    path("work/agreements/<uuid:public_id>/terms/", views.terms_create, name="terms_create"),
    path(
        "work/agreements/<uuid:public_id>/projects/new/",
        views.project_create,
        name="project_create",
    ),
    path("work/projects/<uuid:public_id>/edit/", views.project_edit, name="project_edit"),
    path("work/projects/<uuid:public_id>/close/", views.project_close, name="project_close"),
]
