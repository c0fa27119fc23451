"""Addresses of bills on paper."""

from django.urls import path

from billing_audit.papers import draft_views, layout_views, sheet_views, totals_views

app_name = "papers"

urlpatterns = [
    path("papers/totals/", totals_views.totals_new, name="totals_new"),
    path("papers/<uuid:public_id>/totals/", totals_views.totals_enter, name="totals_enter"),
    path("papers/drafts/<uuid:public_id>/", draft_views.draft_detail, name="draft_detail"),
    path(
        "papers/drafts/<uuid:public_id>/discard/",
        draft_views.draft_discard,
        name="draft_discard",
    ),
    path("papers/layouts/", layout_views.layout_list, name="layout_list"),
    path(
        "papers/layouts/<uuid:public_id>/retire/",
        layout_views.layout_retire,
        name="layout_retire",
    ),
    path("papers/<uuid:public_id>/draw/", layout_views.layout_draw, name="layout_draw"),
    path("papers/<uuid:public_id>/read/", layout_views.layout_read, name="layout_read"),
    path("papers/<uuid:public_id>/pages/<int:page>/", sheet_views.sheet, name="sheet"),
    path("papers/<uuid:public_id>/pages/<int:page>.png", sheet_views.picture, name="picture"),
]
