"""Addresses of sourcing."""

from django.urls import path

from rfp.sourcing import case_views, part_views, portal_views, supplier_views, views

app_name = "sourcing"

ONE = "sourcing/<uuid:public_id>/"
PART = "sourcing/parts/<slug:kind>/<uuid:public_id>/"
CASE = "sourcing/cases/<uuid:public_id>/"

urlpatterns = [
    path("sourcing/", views.sourcing_list, name="sourcing_list"),
    path("sourcing/new/", views.sourcing_create, name="sourcing_create"),
    path("sourcing/export/", views.sourcing_export, name="sourcing_export"),
    path(ONE, views.sourcing_detail, name="sourcing_detail"),
    path(f"{ONE}edit/", views.sourcing_edit, name="sourcing_edit"),
    path(f"{ONE}put/", views.sourcing_put, name="sourcing_put"),
    path(f"{ONE}take-back/", views.sourcing_take_back, name="sourcing_take_back"),
    path(f"{ONE}withdraw/", views.sourcing_withdraw, name="sourcing_withdraw"),
    path(f"{ONE}revise/", views.sourcing_revise, name="sourcing_revise"),
    path(f"{ONE}pdf/", views.sourcing_pdf, name="sourcing_pdf"),
    path(f"{PART}new/", part_views.part_add, name="part_add"),
    path(f"{PART}edit/", part_views.part_edit, name="part_edit"),
    path(f"{PART}remove/", part_views.part_remove, name="part_remove"),
    # Suppliers: the directory, the lists of a decision, who works on it
    path("sourcing/suppliers/", supplier_views.supplier_list, name="supplier_list"),
    path("sourcing/suppliers/new/", supplier_views.supplier_create, name="supplier_create"),
    path("sourcing/suppliers/load/", supplier_views.supplier_import, name="supplier_import"),
    path("sourcing/suppliers/export/", supplier_views.supplier_export, name="supplier_export"),
    path(
        "sourcing/suppliers/<uuid:public_id>/",
        supplier_views.supplier_edit,
        name="supplier_edit",
    ),
    path(
        "sourcing/listed/<uuid:public_id>/move/",
        supplier_views.supplier_move,
        name="supplier_move",
    ),
    path(f"{ONE}suppliers/", supplier_views.suppliers_listed, name="suppliers_listed"),
    path(f"{ONE}suppliers/add/", supplier_views.suppliers_add, name="suppliers_add"),
    path(f"{ONE}suppliers/pdf/", supplier_views.suppliers_pdf, name="suppliers_pdf"),
    path(f"{ONE}people/", supplier_views.person_name, name="person_name"),
    path(f"{ONE}declaration/", supplier_views.declaration, name="declaration"),
    # Business cases for one supplier
    path("sourcing/cases/", case_views.case_list, name="case_list"),
    path("sourcing/cases/new/", case_views.case_create, name="case_create"),
    path(CASE, case_views.case_detail, name="case_detail"),
    path(f"{CASE}edit/", case_views.case_edit, name="case_edit"),
    path(f"{CASE}model/", case_views.case_model, name="case_model"),
    path(f"{CASE}finish/", case_views.case_finish, name="case_finish"),
    path(f"{CASE}take-back/", case_views.case_take_back, name="case_take_back"),
    path(f"{CASE}reopen/", case_views.case_reopen, name="case_reopen"),
    path(f"{CASE}terms/", case_views.case_terms, name="case_terms"),
    path(f"{CASE}pdf/", case_views.case_pdf, name="case_pdf"),
    path(
        "sourcing/cases/targets/<uuid:public_id>/measure/",
        case_views.case_measure,
        name="case_measure",
    ),
    # The client's own pages
    path("portal/sourcing/", portal_views.my_sourcings, name="my_sourcings"),
    path("portal/sourcing/<uuid:public_id>/", portal_views.my_sourcing, name="my_sourcing"),
    path(
        "portal/sourcing/<uuid:public_id>/decide/",
        portal_views.sourcing_decide,
        name="sourcing_decide",
    ),
    path("portal/sourcing/cases/", case_views.my_cases, name="my_cases"),
    path("portal/sourcing/cases/<uuid:public_id>/", case_views.my_case, name="my_case"),
]
