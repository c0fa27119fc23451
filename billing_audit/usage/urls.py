"""Addresses of usage."""

from django.urls import path

from billing_audit.usage import views

app_name = "usage"

urlpatterns = [
    path("usage/", views.file_list, name="file_list"),
    path("usage/upload/", views.file_upload, name="file_upload"),
    path("usage/<uuid:public_id>/", views.file_detail, name="file_detail"),
    path("usage/<uuid:public_id>/download/", views.file_download, name="file_download"),
    path("usage/<uuid:public_id>/issues.csv", views.file_issues_csv, name="file_issues_csv"),
    path("usage/<uuid:public_id>/records.csv", views.file_records_csv, name="file_records_csv"),
    path("usage/<uuid:public_id>/undo/", views.file_undo, name="file_undo"),
    path("usage/<uuid:public_id>/columns/", views.file_columns, name="file_columns"),
]
