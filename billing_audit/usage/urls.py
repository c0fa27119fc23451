"""Addresses of usage."""

from django.urls import path

from billing_audit.usage import layout_views, views

app_name = "usage"

urlpatterns = [
    path("usage/", views.file_list, name="file_list"),
    path("usage/not-taken/", views.not_taken_forget, name="not_taken_forget"),
    path("usage/upload/", views.file_upload, name="file_upload"),
    path("usage/layouts/", layout_views.layout_list, name="layout_list"),
    path("usage/layouts/<uuid:public_id>/", layout_views.layout_detail, name="layout_detail"),
    path("usage/layouts/<slug:name>/", layout_views.shipped_detail, name="shipped_detail"),
    path("usage/<uuid:public_id>/", views.file_detail, name="file_detail"),
    path("usage/<uuid:public_id>/download/", views.file_download, name="file_download"),
    path("usage/<uuid:public_id>/issues.csv", views.file_issues_csv, name="file_issues_csv"),
    path("usage/<uuid:public_id>/records.csv", views.file_records_csv, name="file_records_csv"),
    path("usage/<uuid:public_id>/undo/", views.file_undo, name="file_undo"),
    path("usage/<uuid:public_id>/columns/", views.file_columns, name="file_columns"),
]
