"""Makes Django ready when it is imported, which must come before any model: `import civicport.ready`."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicport.settings")
django.setup()
