"""Addresses of what a client tuned."""

from django.urls import path

from billing_audit.tuning import views

app_name = "tuning"

_ONE = "clients/<uuid:public_id>/settings/<str:code>/<str:name>/"

urlpatterns = [
    path("clients/<uuid:public_id>/settings/", views.setting_list, name="setting_list"),
    path(_ONE, views.setting_change, name="setting_change"),
    path(f"{_ONE}default/", views.setting_reset, name="setting_reset"),
    path("settings/<uuid:public_id>/undo/", views.setting_undo, name="setting_undo"),
]
