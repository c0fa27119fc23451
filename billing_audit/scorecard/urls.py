"""Addresses of the scorecard."""

from django.urls import path

from billing_audit.scorecard import views

app_name = "scorecard"

urlpatterns = [
    path("scorecard/", views.score_list, name="score_list"),
    path("scorecard.csv", views.score_csv, name="score_csv"),
    path("scorecard/<uuid:public_id>/", views.score_detail, name="score_detail"),
    path("scorecard/<uuid:public_id>/<slug:name>/", views.score_rows, name="score_rows"),
    path("scorecard/<uuid:public_id>/<slug:name>.csv", views.score_rows_csv, name="score_rows_csv"),
]
