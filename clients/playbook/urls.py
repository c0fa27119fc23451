"""Addresses of playbooks."""

from django.urls import path

from clients.playbook import views
from clients.playbook.relationship_part import register_playbook

app_name = "playbook"

OF = "relationships/<uuid:public_id>/playbook/"
ONE = "playbooks/<uuid:public_id>/"

register_playbook()

urlpatterns = [
    path(OF, views.playbook_detail, name="playbook_detail"),
    path(f"{OF}write/", views.playbook_edit, name="playbook_edit"),
    path(f"{OF}publish/", views.playbook_publish, name="playbook_publish"),
    path(ONE, views.version_detail, name="version_detail"),
    path(f"{ONE}pdf/", views.version_pdf, name="version_pdf"),
    path(f"{ONE}acknowledge/", views.version_acknowledge, name="version_acknowledge"),
]
