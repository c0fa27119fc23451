"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from retainer.startup import refuse_demo_logins

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")
os.environ.setdefault("RETAINER_PROCESS", "web")

application = get_wsgi_application()
refuse_demo_logins()
connections.close_all()  # a server that forks from here on must not share one
