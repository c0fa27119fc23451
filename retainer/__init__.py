"""The project: wires the apps together and decides nothing itself.

Nothing is imported here: every child process that reads a bill passes through this module, and
Celery would cost each of them a seventh of a second.  ``retainer.apps`` loads the Celery app.
"""

__version__ = "0.1.0"
