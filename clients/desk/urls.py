"""Addresses of the question desk."""

from django.urls import path

from clients.desk import portal_views, pulse_views, views

app_name = "desk"

urlpatterns = [
    path("questions/", views.question_list, name="question_list"),
    path("questions.csv", views.question_export, name="question_export"),
    path("questions/<uuid:public_id>/", views.question_detail, name="question_detail"),
    path("questions/<uuid:public_id>/answer/", views.question_answer, name="question_answer"),
    path("questions/<uuid:public_id>/working/", views.question_working, name="question_working"),
    path("practice/promise/", views.promise_edit, name="promise_edit"),
    path("our-promises/", portal_views.promises, name="promises"),
    path("portal/questions/", portal_views.my_questions, name="my_questions"),
    path("portal/questions/ask/", portal_views.question_ask, name="question_ask"),
    path("portal/questions/<uuid:public_id>/", portal_views.my_question, name="my_question"),
    path(
        "portal/questions/<uuid:public_id>/close/",
        portal_views.question_close,
        name="question_close",
    ),
    path(
        "portal/questions/<uuid:public_id>/reopen/",
        portal_views.question_reopen,
        name="question_reopen",
    ),
    path("pulse/", pulse_views.pulse_list, name="pulse_list"),
    path("pulse.csv", pulse_views.pulse_export, name="pulse_export"),
    path("pulse/<uuid:public_id>/", pulse_views.pulse_answer, name="pulse_answer"),
    path("pulse/<uuid:public_id>/decline/", pulse_views.pulse_decline, name="pulse_decline"),
    path("clients/<uuid:public_id>/pulse/", pulse_views.pulse_want, name="pulse_want"),
    path(
        "clients/<uuid:public_id>/pulse/<str:name>/",
        pulse_views.pulse_publish,
        name="pulse_publish",
    ),
    path("portal/pulse/", pulse_views.pulse_summary, name="pulse_summary"),
]
