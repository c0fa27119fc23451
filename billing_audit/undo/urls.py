"""The address where an import is undone."""

from django.urls import path

from billing_audit.undo import views

app_name = "undo"

urlpatterns = [path("bills/<uuid:public_id>/undo/", views.import_undo, name="import_undo")]
