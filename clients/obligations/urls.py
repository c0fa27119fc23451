"""Addresses of obligations."""

from django.urls import path

from clients.obligations import detail_views, views
from clients.obligations.relationship_part import register_obligations

app_name = "obligations"

OF = "relationships/<uuid:public_id>/obligations/"
ONE = "obligations/<uuid:public_id>/"

register_obligations()

urlpatterns = [
    path("obligations/", views.obligation_list, name="obligation_list"),
    path("obligations/export/", views.obligation_export, name="obligation_export"),
    path(OF, views.relationship_obligations, name="relationship_obligations"),
    path(f"{OF}export/", views.relationship_export, name="relationship_export"),
    path(f"{OF}new/", views.obligation_create, name="obligation_create"),
    path(f"{OF}load/", views.obligation_import, name="obligation_import"),
    path(ONE, detail_views.obligation_detail, name="obligation_detail"),
    path(f"{ONE}edit/", views.obligation_edit, name="obligation_edit"),
    path(f"{ONE}back/", detail_views.obligation_take_back, name="obligation_take_back"),
    path(f"{ONE}words/", detail_views.obligation_restate, name="obligation_restate"),
    path(f"{ONE}verdict/", detail_views.obligation_judge, name="obligation_judge"),
]
