"""Addresses of what goes over from us to a client."""

from django.urls import path

from clients.handover import portal_views, training_views, views
from clients.handover.relationship_part import register_handover

register_handover()

app_name = "handover"

ONE = "handover/<uuid:public_id>/"
OF = "clients/<uuid:public_id>/handover/"
CHAPTER = "handover/training/<uuid:public_id>/"

urlpatterns = [
    path("handover/", views.handover_list, name="handover_list"),
    path("handover/export/", views.handover_export, name="handover_export"),
    path(f"{OF}new/", views.task_create, name="task_create"),
    path(f"{OF}load/", views.task_import, name="task_import"),
    path(f"{OF}path/", views.path_edit, name="path_edit"),
    path(f"{OF}training/load/", training_views.training_import, name="training_import"),
    path(f"{OF}training/export/", training_views.training_export, name="training_export"),
    path(f"{OF}training/new/", training_views.item_create, name="item_create"),
    path(ONE, views.task_detail, name="task_detail"),
    path(f"{ONE}edit/", views.task_edit, name="task_edit"),
    path(f"{ONE}move/", views.task_move, name="task_move"),
    path(CHAPTER, training_views.session_create, name="session_create"),
    path(f"{CHAPTER}edit/", training_views.item_edit, name="item_edit"),
    path(
        "handover/sessions/<uuid:public_id>/remove/",
        training_views.session_remove,
        name="session_remove",
    ),
    path(
        "relationships/<uuid:public_id>/handover/",
        views.relationship_tasks,
        name="relationship_tasks",
    ),
    path("portal/handover/", portal_views.my_handover, name="my_handover"),
]
