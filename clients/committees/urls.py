"""Addresses of committees, their meetings, minutes and actions."""

from django.urls import path

from clients.committees import (
    action_views,
    meeting_views,
    minutes_views,
    seat_views,
    views,
)
from clients.committees.relationship_part import register_committees

app_name = "committees"

ONE = "committees/<uuid:public_id>/"
SEAT = "committees/seats/<uuid:public_id>/"
MEETING = "committees/meetings/<uuid:public_id>/"
MINUTES = f"{MEETING}minutes/"
ACTION = "committees/actions/<uuid:public_id>/"

urlpatterns = [
    path("committees/", views.committee_list, name="committee_list"),
    path("relationships/<uuid:public_id>/committees/", views.committees_of, name="committees_of"),
    path("committees/export/", views.committee_export, name="committee_export"),
    path("clients/<uuid:public_id>/committees/new/", views.committee_create,
         name="committee_create"),
    path("clients/<uuid:public_id>/committees/begin/", views.committee_begin,
         name="committee_begin"),
    path(ONE, views.committee_detail, name="committee_detail"),
    path(f"{ONE}edit/", views.committee_edit, name="committee_edit"),
    path(f"{ONE}dissolve/", views.committee_dissolve, name="committee_dissolve"),
    path(f"{ONE}restore/", views.committee_restore, name="committee_restore"),
    path(f"{ONE}seats/<str:party>/", seat_views.seat_create, name="seat_create"),
    path(f"{SEAT}edit/", seat_views.seat_edit, name="seat_edit"),
    path(f"{SEAT}leave/", seat_views.seat_leave, name="seat_leave"),
    path(f"{SEAT}return/", seat_views.seat_return, name="seat_return"),
    path(f"{ONE}meetings/new/", meeting_views.meeting_create, name="meeting_create"),
    path(MEETING, meeting_views.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}move/", meeting_views.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}call-off/", meeting_views.meeting_call_off, name="meeting_call_off"),
    path(f"{MEETING}take-place/", meeting_views.meeting_take_place, name="meeting_take_place"),
    path(f"{MEETING}agenda/", meeting_views.item_add, name="item_add"),
    path("committees/agenda/<uuid:public_id>/take-off/", meeting_views.item_remove,
         name="item_remove"),
    path(f"{MEETING}actions/", action_views.action_add, name="action_add"),
    path(MINUTES, minutes_views.minutes_edit, name="minutes_edit"),
    path(f"{MINUTES}undo/", minutes_views.meeting_not_held, name="meeting_not_held"),
    path(f"{MINUTES}offer/", minutes_views.minutes_offer, name="minutes_offer"),
    path(f"{MINUTES}take-back/", minutes_views.minutes_take_back, name="minutes_take_back"),
    path(f"{MINUTES}approve/", minutes_views.minutes_approve, name="minutes_approve"),
    path(f"{MINUTES}object/", minutes_views.minutes_object, name="minutes_object"),
    path("committees/actions/", action_views.action_list, name="action_list"),
    path("committees/actions/export/", action_views.action_export, name="action_export"),
    path(f"{ACTION}done/", action_views.action_finish, name="action_finish"),
    path(f"{ACTION}reopen/", action_views.action_reopen, name="action_reopen"),
]  # fmt: skip

register_committees()
