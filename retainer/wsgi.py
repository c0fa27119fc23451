"""The web server's way in."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from retainer.startup import refuse_demo_logins

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
os.environ.setdefault("RETAINER_PROCESS", "web")

application = get_wsgi_application()
refuse_demo_logins()
connections.close_all()  # a server that forks from here on must not share one
import_module(settings.ROOT_URLCONF)  # every view now, not with the first request
# What is loaded by now stays. A collection that looks at it again and again would keep a page
# waiting a tenth of a second.
gc.collect()
gc.freeze()
