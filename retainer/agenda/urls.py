"""The address of a person's calendar."""

from django.urls import path

from retainer.agenda import views

app_name = "agenda"

urlpatterns = [path("calendar/<str:token>.ics", views.calendar, name="calendar")]
