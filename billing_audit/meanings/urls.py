"""Addresses of the catalogue of charges."""

from django.urls import path

from billing_audit.meanings import views

app_name = "charges"

urlpatterns = [
    path("charges/", views.charge_list, name="charge_list"),
    path("charges.csv", views.charge_export, name="charge_export"),
    path("charges/say/", views.charge_say, name="charge_say"),
    path("charges/<uuid:public_id>/take-back/", views.charge_take_back, name="charge_take_back"),
]
