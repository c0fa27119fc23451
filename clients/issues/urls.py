"""Addresses of issues and of the hours their levels have."""

from django.urls import path

from clients.issues import views

app_name = "issues"

urlpatterns = [
    path("issues/", views.issue_list, name="issue_list"),
    path("issues/export/", views.issue_export, name="issue_export"),
    path("clients/<uuid:public_id>/issues/new/", views.issue_create, name="issue_create"),
    path("clients/<uuid:public_id>/issues/load/", views.issue_import, name="issue_import"),
    path("clients/<uuid:public_id>/issues/hours/", views.ladder_edit, name="ladder_edit"),
    path("issues/<uuid:public_id>/", views.issue_detail, name="issue_detail"),
    path("issues/<uuid:public_id>/answer/", views.issue_answer, name="issue_answer"),
    path("issues/<uuid:public_id>/ask/", views.issue_ask_again, name="issue_ask_again"),
    path("issues/<uuid:public_id>/settle/", views.issue_settle, name="issue_settle"),
    path("issues/<uuid:public_id>/move/", views.issue_move, name="issue_move"),
]
