"""Addresses of the library."""

from django.urls import path

from rfp.library import file_views, item_views, views

app_name = "library"

PART = "library/parts/<uuid:public_id>/"
ITEM = "library/items/<uuid:public_id>/"

urlpatterns = [
    path("library/", views.part_list, name="part_list"),
    path("library/new/", views.part_create, name="part_create"),
    path("library/offers/", views.offer_list, name="offer_list"),
    path("library/export/", file_views.export_all, name="export_all"),
    path("library/requirements/", file_views.export_requirements, name="export_requirements"),
    path("library/load/", file_views.load, name="load"),
    path(PART, views.part_detail, name="part_detail"),
    path(f"{PART}edit/", views.part_edit, name="part_edit"),
    path(f"{PART}reviewed/", views.part_review, name="part_review"),
    path(f"{PART}archive/", views.part_archive, name="part_archive"),
    path(f"{PART}back/", views.part_bring_back, name="part_bring_back"),
    path(f"{PART}markdown/", file_views.export_part, name="export_part"),
    path(f"{PART}clauses/new/", item_views.item_create, {"kind": "clause"}, name="clause_create"),
    path(
        f"{PART}requirements/new/",
        item_views.item_create,
        {"kind": "requirement"},
        name="requirement_create",
    ),
    path(ITEM, item_views.item_detail, name="item_detail"),
    path(f"{ITEM}edit/", item_views.item_edit, name="item_edit"),
    path(f"{ITEM}archive/", item_views.item_archive, name="item_archive"),
    path(f"{ITEM}back/", item_views.item_bring_back, name="item_bring_back"),
    path(f"{ITEM}take/", item_views.item_take_shipped, name="item_take_shipped"),
    path(f"{ITEM}decline/", item_views.item_decline_shipped, name="item_decline_shipped"),
    path(
        "library/versions/<uuid:public_id>/restore/",
        item_views.version_restore,
        name="version_restore",
    ),
]
