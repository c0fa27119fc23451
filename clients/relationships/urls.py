"""Addresses of relationships."""

from django.urls import path

from clients.relationships import portal_views, views

app_name = "relationships"

ONE = "relationships/<uuid:public_id>/"

urlpatterns = [
    path("relationships/", views.relationship_list, name="relationship_list"),
    path("relationships/export/", views.relationship_export, name="relationship_export"),
    path("relationships/new/", views.relationship_create, name="relationship_create"),
    path(ONE, views.relationship_detail, name="relationship_detail"),
    path(f"{ONE}edit/", views.relationship_edit, name="relationship_edit"),
    path("portal/relationships/", portal_views.my_relationships, name="my_relationships"),
    path(f"portal/{ONE}", portal_views.my_relationship, name="my_relationship"),
]
