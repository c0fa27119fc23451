"""Addresses of what arrived by itself."""

from django.urls import path

from billing_audit.inbox import views

app_name = "inbox"

urlpatterns = [
    path("bills/arrived/", views.arrival_list, name="arrival_list"),
    path("bills/arrived/ticked/", views.take_ticked, name="take_ticked"),
    path("bills/arrived/<uuid:public_id>/", views.arrival_detail, name="arrival_detail"),
    path("bills/arrived/<uuid:public_id>/take/", views.arrival_take, name="arrival_take"),
    path(
        "bills/arrived/<uuid:public_id>/aside/", views.arrival_set_aside, name="arrival_set_aside"
    ),
    path("bills/arrived/<uuid:public_id>/back/", views.arrival_restore, name="arrival_restore"),
    path("bills/arrived/of/<uuid:public_id>/take/", views.take_all, name="take_all"),
    path(
        "bills/arrived/files/<uuid:public_id>/", views.enclosure_download, name="enclosure_download"
    ),
]
