"""Addresses of the packs of meetings."""

from django.urls import path

from retainer.packs import views

app_name = "packs"

urlpatterns = [
    path("committees/meetings/<uuid:public_id>/pack/", views.pack_make, name="pack_make"),
    path("packs/<uuid:public_id>/send/", views.pack_send, name="pack_send"),
    path("packs/<uuid:public_id>/pack.pdf", views.pack_pdf, name="pack_pdf"),
]
