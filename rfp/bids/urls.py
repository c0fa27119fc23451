"""Addresses of bidders' answers, and of what our side sees of them."""

from django.urls import path

from rfp.bids import bidder_views, handing_views, opening_views, views

app_name = "bids"

OF_RFP = "rfps/<uuid:public_id>/"
OPENING = f"{OF_RFP}opening/"
OWN = "bidder/bids/<int:number>/"

urlpatterns = [
    path(f"{OF_RFP}bids/", views.bid_list, name="bid_list"),
    path(f"{OF_RFP}bids/receive/", views.bid_receive, name="bid_receive"),
    path(f"{OF_RFP}bids/looks/", views.look_list, name="look_list"),
    path(f"{OF_RFP}bids/looks/export/", views.look_export, name="look_export"),
    path("bids/<uuid:public_id>/", views.bid_detail, name="bid_detail"),
    path("bids/<uuid:public_id>/admit/", views.bid_admit, name="bid_admit"),
    path(OPENING, opening_views.opening, name="opening"),
    path(f"{OPENING}name/", opening_views.opener_name, name="opener_name"),
    path(f"{OPENING}named/<int:pk>/remove/", opening_views.opener_remove, name="opener_remove"),
    path(f"{OPENING}close/", opening_views.consensus_close, name="consensus_close"),
    path(f"{OPENING}sign/", opening_views.opening_sign, name="opening_sign"),
    path(f"{OPENING}minute/", opening_views.minute_pdf, name="minute_pdf"),
    path("bidder/answers/", bidder_views.answers, name="answers"),
    path("bidder/answers/check/", bidder_views.draft_check, name="draft_check"),
    path("bidder/answers/people/", bidder_views.share_out, name="share_out"),
    path("bidder/answers/newest/", bidder_views.catch_up, name="catch_up"),
    path("bidder/answers/part/<str:key>/", bidder_views.part_edit, name="part_edit"),
    path("bidder/check/", bidder_views.workbook_check, name="workbook_check"),
    path("bidder/hand-in/", handing_views.hand_in, name="hand_in"),
    path(OWN, handing_views.receipt, name="receipt"),
    path(f"{OWN}file/", handing_views.bid_file, name="bid_file"),
    path(f"{OWN}withdraw/", handing_views.bid_withdraw, name="bid_withdraw"),
]
