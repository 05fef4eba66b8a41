#!/usr/bin/env python
"""Run a management command: ``python manage.py help`` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from civicport.environment import ConfigurationError


def main() -> None:
    """Run the command line; a configuration that cannot work ends in its sentence and exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicport.settings")
    try:
        execute_from_command_line(sys.argv)
    except ConfigurationError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
