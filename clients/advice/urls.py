"""Addresses of recommendations, decisions and deputies."""

from django.urls import path

from clients.advice import deputy_views, matrix_views, portal_views, views

app_name = "advice"

urlpatterns = [
    path("advice/", views.recommendation_list, name="recommendation_list"),
    path(
        "clients/<uuid:public_id>/advice/new/",
        views.recommendation_create,
        name="recommendation_create",
    ),
    path(
        "provider-reviews/<uuid:public_id>/recommend/",
        views.recommendation_of_review,
        name="recommendation_of_review",
    ),
    path("advice/<uuid:public_id>/", views.recommendation_detail, name="recommendation_detail"),
    path("advice/<uuid:public_id>/edit/", views.recommendation_edit, name="recommendation_edit"),
    path(
        "advice/<uuid:public_id>/publish/",
        views.recommendation_publish,
        name="recommendation_publish",
    ),
    path(
        "advice/<uuid:public_id>/withdraw/",
        views.recommendation_withdraw,
        name="recommendation_withdraw",
    ),
    path("advice/<uuid:public_id>/note/", views.note_add, name="note_add"),
    path("portal/decisions/", portal_views.my_decisions, name="my_decisions"),
    path(
        "portal/decisions/accept/",
        portal_views.decision_accept_many,
        name="decision_accept_many",
    ),
    path("portal/decisions/<uuid:public_id>/", portal_views.my_decision, name="my_decision"),
    path(
        "portal/decisions/<uuid:public_id>/accept/",
        portal_views.decision_accept,
        name="decision_accept",
    ),
    path(
        "portal/decisions/<uuid:public_id>/decline/",
        portal_views.decision_decline,
        name="decision_decline",
    ),
    path(
        "portal/decisions/<uuid:public_id>/defer/",
        portal_views.decision_defer,
        name="decision_defer",
    ),
    path(
        "portal/decisions/<uuid:public_id>/reverse/",
        portal_views.decision_reverse,
        name="decision_reverse",
    ),
    path(
        "clients/<uuid:public_id>/decision-matrix/",
        matrix_views.decision_matrix,
        name="decision_matrix",
    ),
    path("portal/decisions/matrix/", matrix_views.my_matrix, name="my_matrix"),
    path("portal/decisions/deputies/", deputy_views.deputy_list, name="deputy_list"),
    path(
        "portal/decisions/deputies/<uuid:public_id>/revoke/",
        deputy_views.deputy_revoke,
        name="deputy_revoke",
    ),
]
