"""The same material gives the same bytes: in another process, with another hash seed, in another time zone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from django.utils import timezone, translation

from courses.reporting.outputs.formats import FORMATS
from tests.courses.reporting.outputs.materials import material, public_material

OTHER = """
import django
django.setup()
from tests.courses.reporting.outputs.test_bytes import digests
print(*digests())
"""


def digests() -> list[str]:
    found = []
    for language in ("nl", "en"):
        with translation.override(language):
            written = [one.write(made) for one in FORMATS.values() for made in (material(), public_material())]
            found += [hashlib.sha256(content).hexdigest() for content in written]
    return found


def elsewhere(seed: str, zone: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    done = subprocess.run([sys.executable, "-c", OTHER], env=environment, check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_bytes_depend_on_nothing_but_the_report_and_its_language():
    here = digests()
    assert here == elsewhere("4711", "Pacific/Auckland")
    with timezone.override("America/Lima"):
        assert here == digests()
    assert len(set(here)) == 13  # answers as JSON and the public CSV have no words to translate
