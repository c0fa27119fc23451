"""Addresses where agreements, terms, teams, rates and projects are made and changed."""

from django.urls import path

from clients.agreements import rate_views, team_views, views

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
    path("work/agreements/<uuid:public_id>/team/new/", team_views.seat_create, name="seat_create"),
    path("work/team/<uuid:public_id>/edit/", team_views.seat_edit, name="seat_edit"),
    path("work/team/<uuid:public_id>/move/", team_views.seat_move, name="seat_move"),
    path("work/team/<uuid:public_id>/remove/", team_views.seat_remove, name="seat_remove"),
    path("team/<uuid:public_id>/photo.jpg", team_views.seat_photo, name="seat_photo"),
    path("work/agreements/<uuid:public_id>/rates/new/", rate_views.rate_create, name="rate_create"),
    path(
        "work/agreements/<uuid:public_id>/rates/<uuid:rate>/edit/",
        rate_views.rate_edit,
        name="rate_edit",
    ),
    path(
        "work/agreements/<uuid:public_id>/rates/<uuid:rate>/remove/",
        rate_views.rate_remove,
        name="rate_remove",
    ),
    path("prices/", rate_views.price_list, name="price_list"),
    path("prices/new/", rate_views.price_create, name="price_create"),
    path("prices/<uuid:public_id>/edit/", rate_views.price_edit, name="price_edit"),
    path("prices/<uuid:public_id>/remove/", rate_views.price_remove, name="price_remove"),
]
