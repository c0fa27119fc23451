"""Addresses where one reads how retainers stand."""

from django.urls import path

from clients.retainers import approval_views, views

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
    path("work/agreements/<uuid:public_id>/", views.agreement_detail, name="agreement_detail"),
]
