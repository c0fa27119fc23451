"""Addresses of proposals."""

from django.urls import path

from rfp.proposals import matrix_views, part_views, version_views, views

app_name = "proposals"

ONE = "proposals/<uuid:public_id>/"
PART = "proposals/parts/<slug:kind>/<uuid:public_id>/"
LINE = "proposals/lines/<uuid:line_id>/"
VERSION = "proposals/versions/<uuid:public_id>/"
MINE = "portal/proposals/"

urlpatterns = [
    path("proposals/", views.proposal_list, name="proposal_list"),
    path("proposals/new/", views.proposal_create, name="proposal_create"),
    path("proposals/export/", views.proposal_export, name="proposal_export"),
    path(ONE, views.proposal_detail, name="proposal_detail"),
    path(f"{ONE}edit/", views.proposal_edit, name="proposal_edit"),
    path(f"{ONE}preview/", views.proposal_preview, name="proposal_preview"),
    path(f"{ONE}issue/", views.proposal_issue, name="proposal_issue"),
    path(f"{ONE}parties/", matrix_views.party_list, name="party_list"),
    path(f"{ONE}coverage/", matrix_views.coverage, name="coverage"),
    path(f"{ONE}coverage/load/", matrix_views.scope_import, name="scope_import"),
    path(f"{ONE}interfaces/", matrix_views.interface_list, name="interface_list"),
    path(f"{ONE}earnings/", matrix_views.earning_list, name="earning_list"),
    path(f"{ONE}csv/<slug:what>/", matrix_views.proposal_csv, name="proposal_csv"),
    path(f"{PART}new/", part_views.part_add, name="part_add"),
    path(f"{PART}edit/", part_views.part_edit, name="part_edit"),
    path(f"{PART}remove/", part_views.part_remove, name="part_remove"),
    path(
        "proposals/parties/<uuid:public_id>/nothing/",
        matrix_views.party_earns_nothing,
        name="party_earns_nothing",
    ),
    path(f"{LINE}settle/", matrix_views.line_settle, name="line_settle"),
    path(f"{LINE}by/<uuid:party_id>/", matrix_views.holding_edit, name="holding_edit"),
    path(VERSION, version_views.version_detail, name="version_detail"),
    path(f"{VERSION}pdf/", version_views.version_pdf, name="version_pdf"),
    path(f"{VERSION}withdraw/", version_views.version_withdraw, name="version_withdraw"),
    path(f"{VERSION}fund/", version_views.version_fund, name="version_fund"),
    # The client's own pages
    path(MINE, version_views.my_proposals, name="my_proposals"),
    path(f"{MINE}<uuid:public_id>/", version_views.my_proposal, name="my_proposal"),
    path(f"{MINE}<uuid:public_id>/decide/", version_views.proposal_decide, name="proposal_decide"),
]
