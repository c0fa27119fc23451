"""The practice's Word template."""

from django import forms


class TemplateForm(forms.Form):
    """A Word document with the practice's looks."""

    file = forms.FileField(
        label="Word template",
        help_text="A .docx of at most 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
