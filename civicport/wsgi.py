"""The application that the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from civicport import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicport.settings")

application = get_wsgi_application()
checks.refuse_errors()
