"""Addresses of what people were told."""

from django.urls import path

from clients.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notice_list, name="notice_list"),
    path("notices/read/", views.notice_read_all, name="notice_read_all"),
    path("notices/mails/", views.mail_choose, name="mail_choose"),
    path("notices/mails/stop/<str:token>/", views.mail_stop, name="mail_stop"),
    path("notices/calendar/new/", views.feed_renew, name="feed_renew"),
    path("notices/calendar/revoke/", views.feed_revoke, name="feed_revoke"),
    path("notices/<uuid:public_id>/open/", views.notice_open, name="notice_open"),
]
