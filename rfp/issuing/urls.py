"""Addresses of what was issued."""

from django.urls import path

from rfp.issuing import bidder_views, views

app_name = "issuing"

ONE = "requests/issued/<uuid:public_id>/"

urlpatterns = [
    path(ONE, views.version_detail, name="version_detail"),
    path(f"{ONE}<slug:form>/", views.version_file, name="version_file"),
    path(
        "bidder/versions/<int:number>/<slug:form>/", bidder_views.version_file, name="bidder_file"
    ),
    path("practice/word-template/", views.template_edit, name="template_edit"),
    path("practice/word-template/drop/", views.template_drop, name="template_drop"),
]
