"""The app's addresses, each subject under its own namespace."""

urlpatterns: list = []
