"""Addresses of the monthly reports."""

from django.urls import path

from billing_audit.reports import views

app_name = "reports"

urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/make/", views.report_make, name="report_make"),
    path("reports/<uuid:public_id>/", views.report_detail, name="report_detail"),
    path("reports/<uuid:public_id>/progress/", views.report_progress, name="report_progress"),
    path("reports/<uuid:public_id>/report.pdf", views.report_pdf, name="report_pdf"),
    path("reports/<uuid:public_id>/report.xlsx", views.report_workbook, name="report_workbook"),
    path("reports/<uuid:public_id>/publish/", views.report_publish, name="report_publish"),
]
