"""Addresses of bidders: the practice's, the door, and the rooms behind it."""

from django.urls import path

from rfp.bidders import door_views, inside_views, views

app_name = "bidders"

ONE = "bidders/<uuid:public_id>/"

urlpatterns = [
    path("rfps/<uuid:public_id>/bidders/", views.bidder_list, name="bidder_list"),
    path("rfps/<uuid:public_id>/bidders/new/", views.bidder_invite, name="bidder_invite"),
    path(ONE, views.bidder_detail, name="bidder_detail"),
    path(f"{ONE}deeds/", views.deeds_export, name="deeds_export"),
    path(f"{ONE}shut-out/", views.bidder_shut_out, name="bidder_shut_out"),
    path(f"{ONE}let-in/", views.bidder_let_in, name="bidder_let_in"),
    path("bidders/people/<uuid:public_id>/link/", views.link_renew, name="link_renew"),
    path("bid/<str:token>/", door_views.door, name="door"),
    path("bid/<str:token>/code/", door_views.door_code, name="door_code"),
    path("bidder/", inside_views.home, name="home"),
    path("bidder/leave/", inside_views.go_out, name="leave"),
    path("bidder/people/", inside_views.colleagues, name="colleagues"),
    path(
        "bidder/people/<uuid:public_id>/take-off/",
        inside_views.colleague_take_off,
        name="colleague_take_off",
    ),
]
