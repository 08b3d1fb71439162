"""A Redis of the tests' own: on a free port of this machine, in a folder that goes with it."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

from tests.rig.workers import wait_until


class Redis:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        keeps = ("--save", "", "--appendonly", "no", "--dir", str(folder))
        self._server = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", *keeps],
            stdout=subprocess.DEVNULL,
        )
        self.url = f"redis://127.0.0.1:{self.port}/0"
        wait_until(self._answers)

    def _answers(self) -> bool:
        assert self._server.poll() is None, "redis-server ended"
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def stop(self) -> None:
        self._server.terminate()
        self._server.wait(timeout=10)
