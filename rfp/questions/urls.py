"""Addresses of bidders' questions."""

from django.urls import path

from rfp.questions import inside_views, views

app_name = "questions"

OF = "rfps/<uuid:public_id>/questions/"
DRAFT = "rfp-answers/<uuid:public_id>/"

urlpatterns = [
    path(OF, views.question_list, name="question_list"),
    path(f"{OF}export/", views.question_export, name="question_export"),
    path(f"{OF}answer/", views.answer_write, name="answer_write"),
    path(f"{OF}publish/", views.round_publish, name="round_publish"),
    path(f"{DRAFT}edit/", views.answer_edit, name="answer_edit"),
    path(f"{DRAFT}discard/", views.answer_discard, name="answer_discard"),
    path("rfp-questions/<uuid:public_id>/refuse/", views.question_refuse, name="question_refuse"),
    path("bidder/questions/", inside_views.questions, name="questions"),
    path(
        "bidder/questions/<uuid:public_id>/withdraw/",
        inside_views.question_withdraw,
        name="question_withdraw",
    ),
]
