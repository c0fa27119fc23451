"""Uploads stop at the limit while they arrive, and the page can say which file it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

HANDLERS = [
    "retainer.lib.uploads.handlers.CappedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.fixture
def upload(settings):
    """Post files as a browser does and give back the request."""
    settings.FILE_UPLOAD_HANDLERS = HANDLERS
    settings.BILL_MAX_BYTES = 100_000

    def send(**files: bytes):
        named = {name: SimpleUploadedFile(f"{name}.csv", data) for name, data in files.items()}
        return RequestFactory().post("/", named)

    return send


def test_files_within_the_limit_arrive(upload):
    request = upload(march=b"x" * 100_000, april=b"y" * 100_000)

    assert {name: file.size for name, file in request.FILES.items()} == {
        "march": 100_000,
        "april": 100_000,
    }
    assert request.too_large_uploads == []


def test_only_the_file_over_the_limit_is_dropped(upload):
    request = upload(march=b"x" * 100_001, april=b"y")

    assert set(request.FILES) == {"april"}
    assert request.too_large_uploads == ["march.csv"]
