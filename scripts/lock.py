"""Write `locks/` again: names, versions and hashes of what runs the site and of what tests it; no addresses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
LOCKS = {
    "run.txt": ["pyproject.toml", "--extra", "site"],
    "test.txt": ["pyproject.toml", "--extra", "site", "--extra", "signing", "--group", "test"],
    "uv.txt": ["locks/uv.in"],
}
LIKE_THIS = ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]


def main() -> None:
    uv = str(PROJECT_DIR / ".venv" / "bin" / "uv")
    for name, sources in LOCKS.items():
        command = [uv, "pip", "compile", *sources, *LIKE_THIS, "-c", "locks/constraints.txt", "-o", f"locks/{name}"]
        if subprocess.run([*command, *sys.argv[1:]], cwd=PROJECT_DIR, check=False).returncode:
            sys.exit(f"locks/{name} could not be written.")
        print(f"locks/{name}")


if __name__ == "__main__":
    main()
