"""Addresses of bill files and invoices."""

from django.urls import path

from billing_audit.bills import file_views, invoice_views

app_name = "bills"

urlpatterns = [
    path("bills/", file_views.file_list, name="file_list"),
    path("bills/template.csv", file_views.bill_template, name="bill_template"),
    path("bills/upload/", file_views.file_upload, name="file_upload"),
    path("bills/not-taken/", file_views.not_taken_forget, name="not_taken_forget"),
    path("bills/<uuid:public_id>/", file_views.file_detail, name="file_detail"),
    path("bills/<uuid:public_id>/progress/", file_views.file_progress, name="file_progress"),
    path("bills/<uuid:public_id>/client/", file_views.file_assign, name="file_assign"),
    path("bills/<uuid:public_id>/download/", file_views.file_download, name="file_download"),
    path("bills/<uuid:public_id>/issues.csv", file_views.file_issues_csv, name="file_issues_csv"),
    path("bills/<uuid:public_id>/rejects/", file_views.file_rejects, name="file_rejects"),
    path("invoices/", invoice_views.invoice_list, name="invoice_list"),
    path("invoices/<uuid:public_id>/", invoice_views.invoice_detail, name="invoice_detail"),
]
