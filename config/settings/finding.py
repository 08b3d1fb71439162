"""What the embedded site finds out by itself: its key and the addresses of the machine."""

import contextlib
import os
import secrets
import socket
from pathlib import Path
from typing import Any


def key_kept_in(path: Path) -> str:
    """The site's secret key, made at the first start and readable by its owner only.

    Of two processes that start at once, the one that links its file first decides.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def addresses_of_this_machine() -> list[str]:
    """By what names others on the network may call us, the best one first; no packet is sent."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # An address for documentation: it only makes the system choose the interface it would use.
            probe.connect(("192.0.2.1", 9))
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    name = socket.gethostname()
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(name)[2]
    return list(dict.fromkeys([*found, name, f"{name}.local"]))


def folder_broker(folder: Path) -> dict[str, Any]:
    """What kombu's filesystem transport needs to keep a queue in this folder, which is made.

    It looks in the folder once per `polling_interval` seconds and takes one message at a look.
    """
    messages, control = folder / "messages", folder / "control"
    for path in (messages, control):
        path.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "polling_interval": 0.05,
    }
