"""Addresses about time."""

from django.urls import path

from clients.work import bulk_views, calendar_views, line_views, views, week_views
from clients.work.meetings import register_origins

app_name = "work"

register_origins()

urlpatterns = [
    path("work/", views.entry_list, name="entry_list"),
    path("work/line/", line_views.line_preview, name="line_preview"),
    path("work/timer/start/", line_views.timer_start, name="timer_start"),
    path("work/timer/stop/", line_views.timer_stop, name="timer_stop"),
    path("work/timer/resume/", line_views.timer_resume, name="timer_resume"),
    path("work/timer/discard/", line_views.timer_discard, name="timer_discard"),
    path("work/timer/restore/<str:token>/", line_views.timer_restore, name="timer_restore"),
    path("work/export/", views.entry_export, name="entry_export"),
    path("work/entries/<uuid:public_id>/edit/", views.entry_edit, name="entry_edit"),
    path("work/entries/<uuid:public_id>/delete/", views.entry_delete, name="entry_delete"),
    path("work/week/", week_views.week, name="this_week"),
    path("work/week/<week:monday>/", week_views.week, name="week"),
    path("work/week/<week:monday>/cell/", week_views.cell_keep, name="cell_keep"),
    path("work/week/<week:monday>/copy/", week_views.week_copy, name="week_copy"),
    path("work/week/<week:monday>/submit/", week_views.week_submit, name="week_submit"),
    path("work/week/<week:monday>/take-back/", week_views.week_take_back, name="week_take_back"),
    path("work/bulk/", bulk_views.bulk_edit, name="bulk_edit"),
    path("work/calendar/", calendar_views.calendar, name="calendar"),
    path("work/calendar/log/", calendar_views.calendar_log, name="calendar_log"),
    path("work/meetings/<uuid:public_id>/", calendar_views.meeting_detail, name="meeting_detail"),
    path("work/undo/<uuid:act>/", week_views.act_undo, name="act_undo"),
]
