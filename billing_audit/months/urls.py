"""Addresses of the month board."""

from django.urls import path

from billing_audit.months import views

app_name = "months"

urlpatterns = [
    path("months/", views.month_board, name="month_board"),
    path("months.csv", views.month_board_csv, name="month_board_csv"),
    path("months/<uuid:public_id>/<str:month>/", views.month_detail, name="month_detail"),
    path("months/<uuid:public_id>/<str:month>/word/", views.month_excuse, name="month_excuse"),
]
