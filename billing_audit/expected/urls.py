"""Addresses of expected bills."""

from django.urls import path

from billing_audit.expected import views

app_name = "expected"

urlpatterns = [
    path("expected/", views.expected_list, name="expected_list"),
    path("expected/<uuid:public_id>/", views.expected_detail, name="expected_detail"),
    path("expected/<uuid:public_id>/lines.csv", views.expected_csv, name="expected_csv"),
    path("expected/<uuid:public_id>/again/", views.expected_again, name="expected_again"),
    path("expected/<uuid:public_id>/came/", views.difference_list, name="difference_list"),
    path("expected/<uuid:public_id>/came.csv", views.difference_csv, name="difference_csv"),
]
