"""The application as the web server runs it: it begins to build its index as soon as it starts."""

from __future__ import annotations

from threading import Thread

from civicport.wsgi import application

from casestudies.finding.index import warm  # isort: skip  (needs the applications, which are ready only now)

__all__ = ["application"]

# In a thread, since a reader may come for something else before it is done.
Thread(target=warm, name="index", daemon=True).start()
