"""Settings of the test suite: the product's own, on one connection.

Tests run inside a transaction that is rolled back, so every role must share
the owner's connection and step into its role with SET ROLE.  Policies and
grants hold there as they do on separate logins, which ``tests/isolation``
checks with real connections.
"""

import os

from retainer.settings import *  # noqa: F403
from retainer.settings import MIDDLEWARE, _owner

DATABASES = {
    "default": {
        **_owner,
        "TEST": {"NAME": f"test_retainer_{os.environ.get('RETAINER_TEST_SUFFIX', 'main')}"},
    }
}
TENANCY_ONE_CONNECTION = True
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]  # nothing is collected
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
