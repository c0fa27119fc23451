"""Addresses of documents that came back."""

from django.urls import path

from rfp.returned import views

app_name = "returned"

OF = "rfps/<uuid:public_id>/returned/"
ALL = "returned-documents/"
ONE = f"{ALL}<uuid:public_id>/"

urlpatterns = [
    path(OF, views.rfp_documents, name="rfp_documents"),
    path(f"{OF}compare/", views.rfp_compare, name="rfp_compare"),
    path(ALL, views.document_list, name="document_list"),
    path(f"{ALL}compare/", views.document_compare, name="document_compare"),
    path(ONE, views.document_detail, name="document_detail"),
    path(f"{ONE}export.csv", views.document_export, {"form": "csv"}, name="document_csv"),
    path(f"{ONE}export.json", views.document_export, {"form": "json"}, name="document_json"),
    path(f"{ONE}files/<slug:form>/", views.document_file, name="document_file"),
    path(f"{ONE}letter/", views.document_letter, name="document_letter"),
    path("returned-changes/<uuid:public_id>/", views.change_detail, name="change_detail"),
    path("returned-changes/<uuid:public_id>/judge/", views.change_judge, name="change_judge"),
]
