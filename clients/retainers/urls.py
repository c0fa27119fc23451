"""Addresses where one reads how retainers stand."""

from django.urls import path

from clients.retainers import views

app_name = "retainers"

urlpatterns = [
    path("work/agreements/", views.agreement_list, name="agreement_list"),
    path("work/agreements/<uuid:public_id>/", views.agreement_detail, name="agreement_detail"),
]
