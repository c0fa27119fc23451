"""Stop an upload at the limit while it arrives; Django itself takes files of any size."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class CappedUploadHandler(FileUploadHandler):
    """Passes chunks on until a file exceeds ``settings.BILL_MAX_BYTES``, then drops that file.

    Its name goes to ``request.too_large_uploads``, so that the page can say which file and why;
    the other files of the request arrive.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.request.too_large_uploads = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.BILL_MAX_BYTES:
            self.request.too_large_uploads.append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None  # the handlers after this one make the file
