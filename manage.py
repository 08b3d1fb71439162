#!/usr/bin/env python3
"""The site's command line; works right after `make setup`, also without an activated environment."""

import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        interpreter = ENVIRONMENT / "bin" / "python"
        if not interpreter.exists() or Path(sys.prefix) == ENVIRONMENT:
            sys.exit("Django is not installed here. Run `make setup` first.")
        os.execv(interpreter, [str(interpreter), *sys.argv])
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
