"""The app's addresses, each subject under its own namespace."""

from django.urls import include, path

urlpatterns = [
    path("", include("rfp.library.urls")),
    path("", include("rfp.sourcing.urls")),
    path("", include("rfp.bidders.urls")),
    path("", include("rfp.checking.urls")),
    path("", include("rfp.questions.urls")),
    path("", include("rfp.authoring.urls")),
    path("", include("rfp.issuing.urls")),
    path("", include("rfp.gates.urls")),
    path("", include("rfp.addenda.urls")),
    path("", include("rfp.erate.urls")),
    path("", include("rfp.returned.urls")),
    path("", include("rfp.bids.urls")),
    path("", include("rfp.proposals.urls")),
    path("", include("rfp.evaluation.urls")),
    path("", include("rfp.award.urls")),
]
