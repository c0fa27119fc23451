"""Addresses of the ledger."""

from django.urls import path

from billing_audit.ledger import views

app_name = "ledger"

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger.csv", views.ledger_csv, name="ledger_csv"),
    path("ledger/value/", views.ledger_value, name="ledger_value"),
    path("ledger/cause/<uuid:public_id>/", views.cause_say, name="cause_say"),
    path("ledger/rows/<slug:name>/", views.ledger_rows, name="ledger_rows"),
    path("ledger/rows/<slug:name>.csv", views.ledger_rows_csv, name="ledger_rows_csv"),
]
