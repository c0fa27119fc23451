"""Addresses of bidders' answers."""

from django.urls import path

from rfp.bids import bidder_views

app_name = "bids"

urlpatterns = [path("bidder/check/", bidder_views.workbook_check, name="workbook_check")]
