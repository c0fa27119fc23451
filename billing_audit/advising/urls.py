"""Addresses of advice about bills."""

from django.urls import path

from billing_audit.advising import portal_views, views
from billing_audit.advising.panel import register_panel
from billing_audit.advising.parts import register_findings

app_name = "advising"

register_findings()
register_panel()

urlpatterns = [
    path("advice/findings/", views.finding_choose, name="finding_choose"),
    path("advice/findings/draft/", views.finding_advise, name="finding_advise"),
    path(
        "advice/<uuid:public_id>/replace/",
        views.recommendation_replace,
        name="recommendation_replace",
    ),
    path("bills/to-pay/", views.payment_list, name="payment_list"),
    path("bills/to-pay.csv", views.payment_export, name="payment_export"),
    path("invoices/<uuid:public_id>/payment/", views.payment_advise, name="payment_advise"),
    path("portal/bills/to-pay/", portal_views.my_payments, name="my_payments"),
    path("portal/bills/to-pay.csv", portal_views.my_payments_export, name="my_payments_export"),
]
