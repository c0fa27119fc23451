"""Addresses of layouts and of the page that maps a file's columns."""

from django.urls import path

from billing_audit.mapping import layout_views, views

app_name = "mapping"

urlpatterns = [
    path("bills/<uuid:public_id>/columns/", views.file_columns, name="file_columns"),
    path("bills/<uuid:public_id>/columns/save/", views.columns_save, name="columns_save"),
    path("layouts/", layout_views.layout_list, name="layout_list"),
    path("layouts/sample/", layout_views.sample_upload, name="sample_upload"),
    path("layouts/shipped/<slug:slug>/", layout_views.shipped_detail, name="shipped_detail"),
    path("layouts/<uuid:public_id>/", layout_views.layout_detail, name="layout_detail"),
    path(
        "layouts/<uuid:public_id>/withdraw/", layout_views.version_withdraw, name="version_withdraw"
    ),
    path("layouts/<uuid:public_id>/restore/", layout_views.version_restore, name="version_restore"),
]
