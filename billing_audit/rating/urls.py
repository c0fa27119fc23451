"""Addresses of rate decks."""

from django.urls import path

from billing_audit.rating import views

app_name = "rating"

urlpatterns = [
    path("decks/", views.deck_list, name="deck_list"),
    path("decks/new/", views.deck_create, name="deck_create"),
    path("decks/<uuid:public_id>/", views.deck_detail, name="deck_detail"),
    path("decks/<uuid:public_id>/edit/", views.deck_edit, name="deck_edit"),
    path("decks/<uuid:public_id>/load/", views.version_load, name="version_load"),
    path("deck-versions/<uuid:public_id>/", views.version_detail, name="version_detail"),
    path("deck-versions/<uuid:public_id>/prices.csv", views.version_export, name="version_export"),
    path(
        "deck-versions/<uuid:public_id>/take-back/",
        views.version_take_back,
        name="version_take_back",
    ),
]
