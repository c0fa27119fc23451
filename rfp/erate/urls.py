"""Addresses of requests under E-rate."""

from django.urls import path

from rfp.erate import views

app_name = "erate"

OF = "rfps/<uuid:public_id>/e-rate/"

urlpatterns = [
    path(OF, views.erate_detail, name="erate_detail"),
    path(f"{OF}export/", views.erate_export, name="erate_export"),
    path(f"{OF}posting/", views.posting_edit, name="posting_edit"),
    path(f"{OF}changes/", views.change_add, name="change_add"),
    path("e-rate-changes/<uuid:public_id>/", views.change_edit, name="change_edit"),
]
