"""Addresses of the portal."""

from django.urls import path

from billing_audit.portal import (
    bill_views,
    cost_views,
    dispute_views,
    expected_views,
    finding_views,
    quote_views,
    spend_views,
    views,
)

app_name = "portal"

urlpatterns = [
    path("portal/", views.home, name="home"),
    path("portal/findings/", finding_views.finding_list, name="finding_list"),
    path("portal/findings/<uuid:public_id>/", finding_views.finding_detail, name="finding_detail"),
    path("portal/disputes/", dispute_views.dispute_list, name="dispute_list"),
    path("portal/disputes/<uuid:public_id>/", dispute_views.dispute_detail, name="dispute_detail"),
    path("portal/bills/", bill_views.bill_list, name="bill_list"),
    path("portal/bills/<uuid:public_id>/", bill_views.bill_detail, name="bill_detail"),
    path("portal/bills/<uuid:public_id>/lines/", bill_views.bill_lines, name="bill_lines"),
    path("portal/bills/cost-centres/", cost_views.cost_centre_list, name="cost_centre_list"),
    path("portal/bills/cost-centres.csv", cost_views.cost_centre_csv, name="cost_centre_csv"),
    path("portal/bills/spend/", spend_views.spend, name="spend"),
    path("portal/bills/spend.csv", spend_views.spend_csv, name="spend_csv"),
    path("portal/bills/quotes/", quote_views.quote_list, name="quote_list"),
    path("portal/credits/", views.credit_list, name="credit_list"),
    path("portal/bills/expected/", expected_views.expected_list, name="expected_list"),
    path(
        "portal/bills/expected/<uuid:public_id>/",
        expected_views.expected_detail,
        name="expected_detail",
    ),
    path("portal/reports/", views.report_list, name="report_list"),
    path("portal/reports/<uuid:public_id>/", views.report_pdf, name="report_pdf"),
    path(
        "portal/reports/<uuid:public_id>/report.xlsx", views.report_workbook, name="report_workbook"
    ),
]
