"""A PostgreSQL server for as long as it is needed: on a free port, in a folder that is thrown away, never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.debian import postgresql_programs

USER = "leerlijn"
# Nothing in it is kept, so nothing needs to reach the disk.
# What tests roll back stays in the tables until they are vacuumed; their queries are too short to be worth compiling.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100"
    " -c autovacuum_naptime=5s -c jit=off -c shared_buffers=256MB"
)


@contextmanager
def server() -> Iterator[str]:
    """The address for DATABASE_URL of a server that lives as long as the block."""
    programs = postgresql_programs()
    assert programs, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="leerlijn-postgresql-"))
    data, port = folder / "data", _free_port()
    somebody = _somebody()
    if somebody:
        shutil.chown(folder, somebody["user"])

    def run(program: str, *arguments: str) -> None:
        with (folder / "output").open("ab") as output:
            command = [str(programs / program), "-D", str(data), *arguments]
            subprocess.run(command, check=True, cwd=folder, stdout=output, stderr=output, **somebody)

    try:
        run("initdb", "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {OPTIONS}"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", listen, "start")
        try:
            yield f"postgres://{USER}:{USER}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> dict[str, Any]:
    """Root may not run a server: as whom then. Empty for everybody else."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
