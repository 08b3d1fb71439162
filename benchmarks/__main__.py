"""`make bench`: measures, prints a table, and writes `var/bench.json`. SQLite unless DATABASE_URL names an empty database."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "var" / "bench.json"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="leerlijn-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        import django
        from django.core.management import call_command

        from benchmarks import (
            certificates,
            checking,
            door,
            doubles,
            enrolling,
            freezing,
            funder_report,
            marking,
            pages,
            published,
        )
        from benchmarks.results import keep, show

        django.setup()
        from courses.jobs.running import run_waiting

        print("Preparing a database with the demo …", file=sys.stderr)
        call_command("migrate", verbosity=0)
        with open(os.devnull, "w") as nowhere:
            call_command("load_demo", stdout=nowhere)
        # The certificates that the demo leaves to a worker.
        run_waiting()
        results = [
            *pages.measure(),
            *enrolling.measure(),
            *door.measure(),
            *marking.measure(),
            *certificates.measure(),
            *funder_report.measure(),
            *freezing.measure(),
            *published.measure(),
            *doubles.measure(),
            *checking.measure(),
        ]
    show(results)
    keep(results, RESULTS)


if __name__ == "__main__":
    main()
