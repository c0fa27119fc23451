"""Addresses of renewal packs."""

from django.urls import path

from billing_audit.renewal import views

app_name = "renewal"

OF = "work/agreements/<uuid:public_id>/renewal/"

urlpatterns = [
    path(OF, views.pack_detail, name="pack_detail"),
    path(f"{OF}make/", views.pack_make, name="pack_make"),
    path("renewals/<uuid:public_id>/issue/", views.pack_issue, name="pack_issue"),
    path("renewals/<uuid:public_id>/pdf/", views.pack_pdf, name="pack_pdf"),
    path("portal/renewals/", views.my_packs, name="my_packs"),
]
