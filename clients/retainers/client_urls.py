"""Addresses where practice and client meet: the client's page, requests, questions, statements."""

from django.urls import path

from clients.retainers import client_views, request_views, statement_views

urlpatterns = [
    path(
        "work/agreements/<uuid:public_id>/overage/",
        request_views.overage_ask,
        name="overage_ask",
    ),
    path(
        "work/overage/<uuid:public_id>/withdraw/",
        request_views.overage_withdraw,
        name="overage_withdraw",
    ),
    path("work/entries/<uuid:public_id>/answer/", request_views.entry_answer, name="entry_answer"),
    path(
        "work/agreements/<uuid:public_id>/close/", statement_views.month_close, name="month_close"
    ),
    path(
        "work/agreements/<uuid:public_id>/close/now/",
        statement_views.statement_make,
        name="statement_make",
    ),
    path("statements/", statement_views.statement_list, name="statement_list"),
    path("statements/fees.csv", statement_views.fee_export, name="fee_export"),
    path("statements/<uuid:public_id>/", statement_views.statement_detail, name="statement_detail"),
    path(
        "statements/<uuid:public_id>/statement.pdf",
        statement_views.statement_pdf,
        name="statement_pdf",
    ),
    path("portal/retainer/", client_views.my_retainer, name="my_retainer"),
    path("portal/retainer/agree/", client_views.month_agree, name="month_agree"),
    path(
        "portal/retainer/entries/<uuid:public_id>/agree/",
        client_views.entry_agree,
        name="entry_agree",
    ),
    path(
        "portal/retainer/entries/<uuid:public_id>/ask/",
        client_views.entry_question,
        name="entry_question",
    ),
    path(
        "portal/retainer/overage/<uuid:public_id>/accept/",
        client_views.overage_accept,
        name="overage_accept",
    ),
    path(
        "portal/retainer/overage/<uuid:public_id>/decline/",
        client_views.overage_decline,
        name="overage_decline",
    ),
]
