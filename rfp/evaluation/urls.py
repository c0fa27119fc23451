"""Addresses of evaluations."""

from django.urls import path

from rfp.evaluation import (
    claim_views,
    meeting_views,
    price_views,
    result_views,
    scoring_views,
    views,
)

app_name = "evaluation"

urlpatterns = [
    path("rfps/<uuid:public_id>/evaluation/", views.evaluation_start, name="evaluation_start"),
    path("evaluations/mine/", views.my_evaluations, name="my_evaluations"),
    path("evaluations/<uuid:public_id>/", views.room, name="room"),
    path("evaluations/<uuid:public_id>/rules/", views.rules_change, name="rules_change"),
    path("evaluations/<uuid:public_id>/name/", views.evaluator_name, name="evaluator_name"),
    path(
        "evaluations/<uuid:public_id>/evaluators/<int:key>/off/",
        views.evaluator_off,
        name="evaluator_off",
    ),
    path("evaluations/<uuid:public_id>/open/", views.scoring_open, name="scoring_open"),
    path(
        "evaluations/<uuid:public_id>/take-in/", views.proposals_take_in, name="proposals_take_in"
    ),
    path("evaluations/<uuid:public_id>/meet/", views.meeting_open, name="meeting_open"),
    path("evaluations/<uuid:public_id>/close/", views.consensus_close, name="consensus_close"),
    path("evaluations/<uuid:public_id>/sheets/<int:number>/", scoring_views.sheet, name="sheet"),
    path("evaluations/<uuid:public_id>/submit/", scoring_views.scores_submit, name="scores_submit"),
    path(
        "evaluations/<uuid:public_id>/gates/<int:number>/",
        scoring_views.gate_sheet,
        name="gate_sheet",
    ),
    path("evaluations/<uuid:public_id>/scores/", meeting_views.meeting_table, name="meeting_table"),
    path(
        "evaluations/<uuid:public_id>/scores.csv", meeting_views.scores_export, name="scores_export"
    ),
    path(
        "evaluations/<uuid:public_id>/scores/<int:number>/<str:code>/",
        meeting_views.answer_scores,
        name="answer_scores",
    ),
    path(
        "evaluations/<uuid:public_id>/scores/<int:number>/<str:code>/agree/",
        meeting_views.score_agree,
        name="score_agree",
    ),
    path("evaluations/<uuid:public_id>/prices/", price_views.price_table, name="price_table"),
    path("evaluations/<uuid:public_id>/cash.csv", price_views.cash_export, name="cash_export"),
    path("evaluations/<uuid:public_id>/ramps/", price_views.ramp_add, name="ramp_add"),
    path(
        "evaluations/<uuid:public_id>/ramps/<int:key>/off/", price_views.ramp_off, name="ramp_off"
    ),
    path(
        "evaluations/<uuid:public_id>/prices/<int:number>/",
        price_views.bidder_prices,
        name="bidder_prices",
    ),
    path(
        "evaluations/<uuid:public_id>/prices/<int:number>/terms/",
        price_views.term_add,
        name="term_add",
    ),
    path(
        "evaluations/<uuid:public_id>/prices/<int:number>/terms/<int:key>/off/",
        price_views.term_off,
        name="term_off",
    ),
    path(
        "evaluations/<uuid:public_id>/prices/<int:number>/earns/",
        price_views.earning_say,
        name="earning_say",
    ),
    path("evaluations/<uuid:public_id>/result/", result_views.result, name="result"),
    path(
        "evaluations/<uuid:public_id>/result.csv",
        result_views.result_export,
        {"form": "csv"},
        name="result_csv",
    ),
    path(
        "evaluations/<uuid:public_id>/result.xlsx",
        result_views.result_export,
        {"form": "xlsx"},
        name="result_xlsx",
    ),
    path("evaluations/<uuid:public_id>/claims/", claim_views.claim_list, name="claim_list"),
    path("evaluations/<uuid:public_id>/claims.csv", claim_views.claim_export, name="claim_export"),
    path(
        "evaluations/<uuid:public_id>/claims/<uuid:claim>/judge/",
        claim_views.claim_judge,
        name="claim_judge",
    ),
    path(
        "evaluations/<uuid:public_id>/claims/<uuid:claim>/promise/",
        claim_views.claim_promise,
        name="claim_promise",
    ),
    path("evaluations/<uuid:public_id>/partners/", claim_views.partner_table, name="partner_table"),
    path(
        "evaluations/<uuid:public_id>/partners/<int:number>/<str:area>/",
        claim_views.partner_find,
        name="partner_find",
    ),
]
