"""Addresses of objectives."""

from django.urls import path

from clients.objectives import portal_views, views

app_name = "objectives"

ONE = "objectives/<uuid:public_id>/"

urlpatterns = [
    path("objectives/", views.objective_list, name="objective_list"),
    path("objectives/new/", views.objective_create, name="objective_create"),
    path("objectives/load/", views.objective_import, name="objective_import"),
    path("objectives/export/", views.objective_export, name="objective_export"),
    path(ONE, views.objective_detail, name="objective_detail"),
    path(f"{ONE}edit/", views.objective_edit, name="objective_edit"),
    path(f"{ONE}links/", views.objective_link, name="objective_link"),
    path(f"{ONE}close/", views.objective_close, name="objective_close"),
    path(f"{ONE}reopen/", views.objective_reopen, name="objective_reopen"),
    path(
        "objectives/readings/<uuid:public_id>/remove/",
        views.reading_remove,
        name="reading_remove",
    ),
    path("portal/objectives/", portal_views.my_objectives, name="my_objectives"),
    path("portal/objectives/<uuid:public_id>/", portal_views.my_objective, name="my_objective"),
]
