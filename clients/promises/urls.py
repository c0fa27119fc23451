"""Addresses of the promise register."""

from django.urls import path

from clients.promises import views

app_name = "promises"

urlpatterns = [
    path("promises/", views.promise_list, name="promise_list"),
    path("promises/export/", views.promise_export, name="promise_export"),
    path("clients/<uuid:public_id>/promises/new/", views.promise_create, name="promise_create"),
    path("clients/<uuid:public_id>/promises/load/", views.promise_import, name="promise_import"),
    path("promises/<uuid:public_id>/", views.promise_detail, name="promise_detail"),
    path("promises/<uuid:public_id>/judge/", views.promise_judge, name="promise_judge"),
    path("promises/<uuid:public_id>/issue/", views.promise_issue, name="promise_issue"),
]
