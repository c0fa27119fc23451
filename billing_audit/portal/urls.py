"""Addresses of the portal."""

from django.urls import path

from billing_audit.portal import finding_views, views

app_name = "portal"

urlpatterns = [
    path("portal/", views.home, name="home"),
    path("portal/findings/", finding_views.finding_list, name="finding_list"),
    path("portal/findings/<uuid:public_id>/", finding_views.finding_detail, name="finding_detail"),
    path("portal/credits/", views.credit_list, name="credit_list"),
    path("portal/reports/", views.report_list, name="report_list"),
    path("portal/reports/<uuid:public_id>/", views.report_pdf, name="report_pdf"),
]
