"""Addresses of awards."""

from django.urls import path

from rfp.award import contract_views, views

app_name = "award"

ONE = "awards/<uuid:public_id>/"

urlpatterns = [
    path("evaluations/<uuid:public_id>/award/", views.award_start, name="award_start"),
    path(ONE, views.award_detail, name="award_detail"),
    path(f"{ONE}decide/", views.award_decide, name="award_decide"),
    path(f"{ONE}take-back/", views.award_take_back, name="award_take_back"),
    path(f"{ONE}announce/", views.award_announce, name="award_announce"),
    path(f"{ONE}pdf/", views.award_pdf, name="award_pdf"),
    path(f"{ONE}letters/<int:number>/pdf/", views.letter_pdf, name="letter_pdf"),
    path(f"{ONE}contract/", contract_views.award_contract, name="award_contract"),
    path(f"{ONE}ocds/", views.award_ocds, name="award_ocds"),
    path("my/awards/", views.my_awards, name="my_awards"),
    path("bidder/award/", views.my_letter, name="my_letter"),
]
