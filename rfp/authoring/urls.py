"""Addresses of requests for proposal while they are written."""

from django.urls import path

from rfp.authoring import appendix_views, editor_views, history_views, list_views, views
from rfp.authoring.library_uses import register_uses

app_name = "authoring"

register_uses()

ONE = "rfps/<uuid:public_id>/"
PIECE = f"{ONE}pieces/<str:code>/"

urlpatterns = [
    path("rfps/", views.rfp_list, name="rfp_list"),
    path("rfps/requests.csv", views.rfp_export, name="rfp_export"),
    path("rfps/new/", views.rfp_create, name="rfp_create"),
    path(ONE, views.rfp_detail, name="rfp_detail"),
    path(f"{ONE}facts/", views.rfp_edit, name="rfp_edit"),
    path(f"{ONE}text/", editor_views.editor, name="editor"),
    path(f"{ONE}text/now/", editor_views.editor_now, name="editor_now"),
    path(f"{ONE}text/add/<str:letter>/", editor_views.piece_add, name="piece_add"),
    path(PIECE, editor_views.piece_save, name="piece_save"),
    path(f"{PIECE}move/", editor_views.piece_move, name="piece_move"),
    path(f"{PIECE}remove/", editor_views.piece_remove, name="piece_remove"),
    path(f"{PIECE}restore/", editor_views.piece_restore, name="piece_restore"),
    path(f"{PIECE}history/", history_views.piece_history, name="piece_history"),
    path(f"{ONE}history/", history_views.rfp_history, name="rfp_history"),
    path(f"{ONE}requirements/", list_views.requirement_list, name="requirement_list"),
    path(f"{ONE}requirements.csv", list_views.requirement_export, name="requirement_export"),
    path(f"{ONE}schedule/", list_views.schedule, name="schedule"),
    path(f"{ONE}sites/", list_views.site_list, name="site_list"),
    path(f"{ONE}prices/", list_views.price_list, name="price_list"),
    path(f"{ONE}prices/generate/", list_views.price_generate, name="price_generate"),
    path(f"{ONE}prices.csv", list_views.price_export, name="price_export"),
    path(f"{ONE}prices/load/", list_views.price_import, name="price_import"),
    path(f"{ONE}metrics/", list_views.metric_list, name="metric_list"),
    path(f"{ONE}add/<str:letter>/", list_views.row_add, name="row_add"),
    path(f"{ONE}library/", list_views.library_moved, name="library_moved"),
    path(f"{ONE}appendices/", appendix_views.appendix_list, name="appendix_list"),
    path(f"{ONE}appendices/<str:kind>/", appendix_views.appendix_take, name="appendix_take"),
]
