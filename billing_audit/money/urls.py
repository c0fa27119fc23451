"""Addresses of disputes."""

from django.urls import path

from billing_audit.money import deed_views, opening_views, views
from billing_audit.money.achieved import register_disputes
from billing_audit.money.crediting import views as credit_views

app_name = "disputes"

register_disputes()

ONE = "disputes/<uuid:public_id>/"
MATCH = "disputes/credits/<uuid:public_id>/"

urlpatterns = [
    path("disputes/", views.dispute_board, name="dispute_board"),
    path("disputes/list/", views.dispute_list, name="dispute_list"),
    path("disputes/list.csv", views.dispute_csv, name="dispute_csv"),
    path("disputes/expiring/", views.expiring_list, name="expiring_list"),
    path("disputes/credits/", credit_views.match_list, name="match_list"),
    path("disputes/credits/all/", credit_views.credit_list, name="credit_list"),
    path("disputes/credits/all.csv", credit_views.credit_csv, name="credit_csv"),
    path(f"{MATCH}confirm/", credit_views.match_confirm, name="match_confirm"),
    path(f"{MATCH}decline/", credit_views.match_decline, name="match_decline"),
    path(f"{MATCH}undo/", credit_views.match_undo, name="match_undo"),
    path("disputes/new/", opening_views.dispute_choose, name="dispute_choose"),
    path("disputes/new/<uuid:public_id>/", opening_views.dispute_open, name="dispute_open"),
    path("disputes/desks/", opening_views.desk_list, name="desk_list"),
    path("disputes/desks/<uuid:public_id>/", opening_views.desk_edit, name="desk_edit"),
    path(ONE, views.dispute_detail, name="dispute_detail"),
    path(f"{ONE}step/<slug:name>/", deed_views.dispute_move, name="dispute_move"),
    path(f"{ONE}undo/<uuid:event>/", deed_views.dispute_undo, name="dispute_undo"),
    path(f"{ONE}match/", credit_views.dispute_match, name="dispute_match"),
    path(f"{ONE}method/", deed_views.dispute_method, name="dispute_method"),
    path(f"{ONE}leave-out/<uuid:finding>/", deed_views.dispute_leave_out, name="dispute_leave_out"),
    path(f"{ONE}note/", deed_views.dispute_note, name="dispute_note"),
    path(f"{ONE}reply/", deed_views.dispute_reply, name="dispute_reply"),
    path(f"{ONE}pack/", deed_views.dispute_pack, name="dispute_pack"),
    path(f"{ONE}packing/", deed_views.dispute_packing, name="dispute_packing"),
    path(f"{ONE}packet.zip", deed_views.dispute_packet, name="dispute_packet"),
    path(f"{ONE}papers/<str:name>", deed_views.dispute_paper, name="dispute_paper"),
    path(f"{ONE}memo.pdf", deed_views.dispute_memo, name="dispute_memo"),
    path(f"{ONE}files/<uuid:event>/", deed_views.dispute_file, name="dispute_file"),
]
