"""Addresses on the way to an issue."""

from django.urls import path

from rfp.gates import views

app_name = "gates"

ONE = "requests/put-forward/<uuid:public_id>/"

urlpatterns = [
    path("requests/<uuid:public_id>/gates/", views.gate_list, name="gate_list"),
    path(ONE, views.candidate_detail, name="candidate_detail"),
    path(f"{ONE}sign/", views.candidate_sign, name="candidate_sign"),
    path(f"{ONE}decide/", views.candidate_decide, name="candidate_decide"),
    path(f"{ONE}take-back/", views.candidate_take_back, name="candidate_take_back"),
    path(f"{ONE}issue/", views.candidate_issue, name="candidate_issue"),
    path("my/requests/", views.my_requests, name="my_requests"),
]
