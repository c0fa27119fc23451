"""What is asked and what is answered."""

from django import forms

from rfp.questions.models import Answer, BidderQuestion

WORDS = forms.Textarea({"rows": 4})


class QuestionForm(forms.ModelForm):
    """A question of a bidder."""

    class Meta:
        model = BidderQuestion
        fields = ["about", "words"]
        widgets = {"words": WORDS}


class AnswerForm(forms.ModelForm):
    """A question as all read it, and the answer."""

    class Meta:
        model = Answer
        fields = ["about", "question", "answer"]
        widgets = {"question": WORDS, "answer": forms.Textarea({"rows": 6})}
        help_texts = {"answer": "Empty keeps it as a draft that does not go out."}
