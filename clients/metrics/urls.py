"""Addresses of metrics."""

from django.urls import path

from clients.metrics import (
    definition_views,
    incentive_views,
    portal_views,
    relationship_part,
    value_views,
    views,
)

app_name = "metrics"

ONE = "metrics/<uuid:public_id>/"
OF_RELATIONSHIP = "metrics/of/<uuid:public_id>/"

urlpatterns = [
    path("metrics/", views.metric_list, name="metric_list"),
    path("metrics/export/", views.metric_export, name="metric_export"),
    path(OF_RELATIONSHIP, views.metrics_of, name="metrics_of"),
    path(f"{OF_RELATIONSHIP}new/", views.metric_create, name="metric_create"),
    path(f"{OF_RELATIONSHIP}load/", value_views.value_import, name="value_import"),
    path(ONE, views.metric_detail, name="metric_detail"),
    path(f"{ONE}edit/", views.metric_edit, name="metric_edit"),
    path(f"{ONE}retire/", views.metric_retire, name="metric_retire"),
    path(f"{ONE}take-up/", views.metric_take_up, name="metric_take_up"),
    path(f"{ONE}definition/", definition_views.definition_edit, name="definition_edit"),
    path(f"{ONE}examples/", definition_views.example_list, name="example_list"),
    path(f"{ONE}activate/", definition_views.definition_activate, name="definition_activate"),
    path(
        "metrics/examples/<uuid:public_id>/remove/",
        definition_views.example_remove,
        name="example_remove",
    ),
    path(f"{ONE}values/", value_views.value_export, name="value_export"),
    path(f"{ONE}values/<str:month>/", value_views.value_note, name="value_note"),
    path("metrics/incentives/<uuid:public_id>/", incentive_views.plan, name="plan"),
    path("portal/metrics/of/<uuid:public_id>/", portal_views.my_metrics_of, name="my_metrics_of"),
    path("portal/metrics/<uuid:public_id>/", portal_views.my_metric, name="my_metric"),
]

relationship_part.register_metrics()
