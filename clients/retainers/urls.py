"""Addresses where one reads how retainers stand."""

from django.urls import include, path

from clients.retainers import approval_views, ledger_views, views
from clients.retainers.origins import register_origins

app_name = "retainers"

urlpatterns = [
    path("work/approval/", approval_views.approval_list, name="approval_list"),
    path(
        "work/approval/<uuid:person>/<uuid:client>/<week:monday>/",
        approval_views.approval_week,
        name="approval_week",
    ),
    path("work/approval/approve/", approval_views.work_approve, name="work_approve"),
    path("work/approval/send-back/", approval_views.work_send_back, name="work_send_back"),
    path("work/agreements/", views.agreement_list, name="agreement_list"),
    path(
        "work/agreements/<uuid:public_id>/months/<str:month>/",
        ledger_views.ledger_month,
        name="ledger_month",
    ),
    path(
        "work/agreements/<uuid:public_id>/months/<str:month>/adjust/",
        ledger_views.ledger_adjust,
        name="ledger_adjust",
    ),
    path(
        "work/agreements/<uuid:public_id>/months/<str:month>/transfer/",
        ledger_views.ledger_transfer,
        name="ledger_transfer",
    ),
    path(
        "work/entries/<uuid:public_id>/give-back/",
        ledger_views.ledger_give_back,
        name="ledger_give_back",
    ),
    path("work/agreements/<uuid:public_id>/", views.agreement_detail, name="agreement_detail"),
    path("", include("clients.retainers.client_urls")),
]

register_origins()
