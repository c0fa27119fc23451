"""Addresses of the linter beside a request's text."""

from django.urls import path

from rfp.checking import views

app_name = "checking"

OF = "rfps/<uuid:public_id>/remarks/"

urlpatterns = [
    path("rfps/rules/", views.rule_list, name="rule_list"),
    path(OF, views.remark_list, name="remark_list"),
    path(f"{OF}export/", views.remark_export, name="remark_export"),
    path(f"{OF}typed/", views.remark_typed, name="remark_typed"),
    path(f"{OF}let/", views.remark_let, name="remark_let"),
    path("rfp-passes/<uuid:public_id>/take-back/", views.remark_take_back, name="remark_take_back"),
]
