"""Addresses of the contract calendar, of reviews of providers, and of prices asked for anew."""

from django.urls import path

from clients.contracts import (
    notice_views,
    portal_views,
    renegotiation_views,
    review_views,
    side_views,
    views,
)

app_name = "contracts"

urlpatterns = [
    path("contract-calendar/", views.contract_calendar, name="contract_calendar"),
    path("contract-calendar/export/", views.calendar_csv, name="calendar_csv"),
    path("contract-calendar/side-by-side/", side_views.harmonisation, name="harmonisation"),
    path("contract-calendar/one-end/", side_views.co_termination, name="co_termination"),
    path("contract-calendar/reviews/", review_views.review_calendar, name="review_calendar"),
    path("contract-calendar/reviews/export/", review_views.review_csv, name="review_csv"),
    path(
        "contract-calendar/reviews/<uuid:public_id>/", review_views.plan_detail, name="plan_detail"
    ),
    path(
        "contract-calendar/reviews/<uuid:public_id>/edit/",
        review_views.plan_edit,
        name="plan_edit",
    ),
    path(
        "contract-calendar/reviews/<uuid:public_id>/hold/",
        review_views.review_hold,
        name="review_hold",
    ),
    path(
        "contract-calendar/reviews/<uuid:public_id>/ask/",
        renegotiation_views.plan_renegotiate,
        name="plan_renegotiate",
    ),
    path(
        "clients/<uuid:public_id>/provider-reviews/new/",
        review_views.plan_create,
        name="plan_create",
    ),
    path(
        "contract-calendar/<uuid:public_id>/notice/",
        notice_views.notice_give,
        name="notice_give",
    ),
    path(
        "contract-calendar/notices/<uuid:public_id>/take-back/",
        notice_views.notice_take_back,
        name="notice_take_back",
    ),
    path("contract-calendar/<uuid:public_id>/", views.contract_dates, name="contract_dates"),
    path("renegotiations/", renegotiation_views.renegotiation_list, name="renegotiation_list"),
    path("renegotiations/export/", renegotiation_views.renegotiation_csv, name="renegotiation_csv"),
    path(
        "clients/<uuid:public_id>/renegotiations/new/",
        renegotiation_views.renegotiation_create,
        name="renegotiation_create",
    ),
    path(
        "renegotiations/<uuid:public_id>/",
        renegotiation_views.renegotiation_detail,
        name="renegotiation_detail",
    ),
    path(
        "renegotiations/<uuid:public_id>/offer/",
        renegotiation_views.renegotiation_offer,
        name="renegotiation_offer",
    ),
    path(
        "renegotiations/<uuid:public_id>/agree/",
        renegotiation_views.renegotiation_agree,
        name="renegotiation_agree",
    ),
    path(
        "renegotiations/<uuid:public_id>/decline/",
        renegotiation_views.renegotiation_decline,
        name="renegotiation_decline",
    ),
    path("portal/contracts/", portal_views.my_contracts, name="my_contracts"),
    path("portal/contracts/export/", portal_views.my_calendar_csv, name="my_calendar_csv"),
    path("portal/contracts/reviews/", review_views.my_reviews, name="my_reviews"),
    path("portal/contracts/reviews/<uuid:public_id>/", review_views.my_review, name="my_review"),
    path("portal/contracts/prices/", portal_views.my_renegotiations, name="my_renegotiations"),
    path("portal/contracts/<uuid:public_id>/", portal_views.my_contract, name="my_contract"),
]
