"""Addresses of found money."""

from django.urls import path

from billing_audit.funding import views

app_name = "funding"

urlpatterns = [
    path("found-money/", views.case_list, name="case_list"),
    path("found-money/new/<slug:slug>/", views.case_create, name="case_create"),
    path("found-money/<uuid:public_id>/", views.case_detail, name="case_detail"),
    path("found-money/<uuid:public_id>/cash.csv", views.case_csv, name="case_csv"),
    path("found-money/<uuid:public_id>/commit/", views.case_commit, name="case_commit"),
    path(
        "found-money/release/<uuid:public_id>/",
        views.commitment_release,
        name="commitment_release",
    ),
]
