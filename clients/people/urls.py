"""Addresses about clients, people and the practice."""

from django.urls import path

from clients.people import practice_views, views

app_name = "people"

urlpatterns = [
    path("clients/", views.client_list, name="client_list"),
    path("clients/new/", views.client_create, name="client_create"),
    path("clients/<uuid:public_id>/", views.client_detail, name="client_detail"),
    path("clients/<uuid:public_id>/edit/", views.client_edit, name="client_edit"),
    path("clients/<uuid:public_id>/archive/", views.client_archive, name="client_archive"),
    path("clients/<uuid:public_id>/assign/", views.assignment_create, name="assignment_create"),
    path("clients/<uuid:public_id>/invite/", views.client_user_invite, name="client_user_invite"),
    path(
        "clients/<uuid:public_id>/people/<int:member>/remove/",
        views.membership_remove,
        name="membership_remove",
    ),
    path(
        "clients/<uuid:public_id>/rights/new/",
        views.decision_right_grant,
        name="decision_right_grant",
    ),
    path(
        "clients/<uuid:public_id>/rights/<int:right>/withdraw/",
        views.decision_right_withdraw,
        name="decision_right_withdraw",
    ),
    path("people/", practice_views.user_list, name="user_list"),
    path("people/invite/", practice_views.user_invite, name="user_invite"),
    path("people/<uuid:public_id>/activate/", practice_views.user_activate, name="user_activate"),
    path("people/<uuid:public_id>/week/", practice_views.user_week, name="user_week"),
    path("practice/", practice_views.practice_edit, name="practice_edit"),
    path(
        "invitations/<uuid:public_id>/withdraw/",
        views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("join/<str:token>/", practice_views.invitation_accept, name="invitation_accept"),
]
