"""Addresses of transitions, their milestones and what must be true."""

from django.urls import path

from clients.transitions import deed_views, views

app_name = "transitions"

urlpatterns = [
    path("transitions/", views.transition_list, name="transition_list"),
    path("transitions/export/", views.transition_export, name="transition_export"),
    path(
        "clients/<uuid:public_id>/transitions/new/",
        views.transition_create,
        name="transition_create",
    ),
    path("transitions/<uuid:public_id>/", views.transition_detail, name="transition_detail"),
    path("transitions/<uuid:public_id>/milestone/", views.milestone_add, name="milestone_add"),
    path(
        "transitions/<uuid:public_id>/milestones/load/",
        views.milestone_import,
        name="milestone_import",
    ),
    path("transitions/<uuid:public_id>/criterion/", views.criterion_add, name="criterion_add"),
    path("transitions/<uuid:public_id>/decide/", deed_views.decide, name="transition_decide"),
    path("milestones/<uuid:public_id>/", views.milestone_detail, name="milestone_detail"),
    path(
        "milestones/<uuid:public_id>/provider/", deed_views.provider_colour, name="provider_colour"
    ),
    path("milestones/<uuid:public_id>/client/", deed_views.client_colour, name="client_colour"),
    path("milestones/<uuid:public_id>/done/", deed_views.milestone_done, name="milestone_done"),
    path("criteria/<uuid:public_id>/judge/", deed_views.criterion_judge, name="criterion_judge"),
]
