"""What bidders hand in."""

from django import forms


class WorkbookForm(forms.Form):
    """The response workbook, filled in."""

    file = forms.FileField(
        label="Response workbook",
        help_text="The .xlsx that was issued, with your answers. At most 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
