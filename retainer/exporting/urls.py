"""Addresses where everything a client owns is asked for and taken."""

from django.urls import path

from retainer.exporting import views

app_name = "exporting"

urlpatterns = [
    path("clients/<uuid:public_id>/export/", views.client_export, name="client_export"),
    path("clients/<uuid:public_id>/export/ask/", views.client_export_ask, name="client_export_ask"),
    path("portal/data/", views.my_export, name="my_export"),
    path("portal/data/ask/", views.my_export_ask, name="my_export_ask"),
    path("exports/<uuid:public_id>/everything.zip", views.export_download, name="export_download"),
]
