"""Address of the practice's hours."""

from django.urls import path

from clients.service_hours import views

app_name = "service_hours"

urlpatterns = [path("practice/hours/", views.hours_edit, name="hours_edit")]
