"""`make bench`: measures, prints a table, and writes `var/bench.json`. SQLite unless DATABASE_URL names an empty database.

`make bench PARTS="freezing participation"` measures these alone. Counting (`participation`) is measured on PostgreSQL too.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "var" / "bench.json"
PARTS = (
    "pages",
    "enrolling",
    "door",
    "marking",
    "certificates",
    "funder_report",
    "freezing",
    "published",
    "doubles",
    "checking",
    "versions",
    "library",
    "participation",
)
# They make all that they measure, so that the demo isn't needed.
FROM_NOTHING = {"freezing", "library", "participation"}


def main() -> None:
    chosen = sys.argv[1:] or PARTS
    if unknown := [name for name in chosen if name not in PARTS]:
        sys.exit(f"{unknown[0]} is no part of the benchmark. Choose from: {', '.join(PARTS)}.")
    with tempfile.TemporaryDirectory(prefix="leerlijn-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django

        from benchmarks.results import Result, keep, show

        django.setup()
        from django.db import reset_queries

        _prepare(demo=not FROM_NOTHING.issuperset(chosen))
        results: list[Result] = []
        for name in chosen:
            print(f"Measuring {name} …", file=sys.stderr)
            # The log of queries is full at 9,000, and what is counted in a full one is nought.
            reset_queries()
            results += import_module(f"benchmarks.{name}").measure()
            keep(results, RESULTS)
    show(results)


def _prepare(*, demo: bool) -> None:
    from django.core.management import call_command

    from courses.jobs.running import run_waiting

    print(f"Preparing a database{' with the demo' if demo else ''} …", file=sys.stderr)
    call_command("migrate", verbosity=0)
    if demo:
        with open(os.devnull, "w") as nowhere:
            call_command("load_demo", stdout=nowhere)
        # The certificates that the demo leaves to a worker.
        run_waiting()


if __name__ == "__main__":
    main()
