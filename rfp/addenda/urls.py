"""Addresses of addenda."""

from django.urls import path

from rfp.addenda import inside_views, portal_views, views

app_name = "addenda"

OF = "rfps/<uuid:public_id>/addenda/"
ONE = "addenda/<uuid:public_id>/"
INSIDE = "bidder/addenda/<uuid:public_id>/"
MINE = "portal/addenda/<uuid:public_id>/"

urlpatterns = [
    path(OF, views.addendum_list, name="addendum_list"),
    path(f"{OF}open/", views.addendum_open, name="addendum_open"),
    path(ONE, views.addendum_detail, name="addendum_detail"),
    path(f"{ONE}explain/", views.change_explain, name="change_explain"),
    path(f"{ONE}publish/", views.addendum_publish, name="addendum_publish"),
    path(f"{ONE}close/", views.addendum_close, name="addendum_close"),
    path(f"{ONE}pdf/", views.addendum_pdf, name="addendum_pdf"),
    path(MINE, portal_views.my_addendum, name="my_addendum"),
    path(f"{MINE}pdf/", portal_views.my_addendum_pdf, name="my_addendum_pdf"),
    path(INSIDE, inside_views.addendum, name="addendum"),
    path(f"{INSIDE}acknowledge/", inside_views.addendum_acknowledge, name="addendum_acknowledge"),
    path(f"{INSIDE}pdf/", inside_views.addendum_paper, name="addendum_paper"),
]
