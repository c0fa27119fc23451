"""The page that says what undoing an import means, and the deed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from billing_audit.bills.models import BillFile
from billing_audit.undo import services
from clients.people.access import practice_only
from retainer.lib.refusal import Refused


@practice_only
def import_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What goes, or what keeps it from going; posting here undoes the import."""
    loaded = BillFile.objects.visible_to(request.user).exclude(client=None)
    bill_file = get_object_or_404(loaded.select_related("client", "shelf"), public_id=public_id)
    if request.method == "POST":
        try:
            done = services.undo_import(bill_file=bill_file, undone_by=request.user)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, f"The import was undone: {'; '.join(done.goes)}.")
    elif bill_file.state in (BillFile.State.IMPORTED, BillFile.State.PARTIAL):
        context = {"file": bill_file, "consequence": services.consequence(bill_file)}
        return render(request, "undo/import_undo.html", context)
    return redirect("bills:file_detail", bill_file.public_id)
