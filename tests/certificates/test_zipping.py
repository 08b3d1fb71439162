"""All certificates of a group in one ZIP: whole, with a manifest, and sent while it is read."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from hashlib import sha256

import pytest
from django.urls import reverse

from certificates.issuing import issue
from certificates.models import Certificate, Kind
from certificates.revoking import revoke
from certificates.zipping import MANIFEST, entry_name, zipped
from courses.audit.models import Access
from tests import factories as f
from tests.certificates.making import completed

pytestmark = pytest.mark.django_db
NAMES = ["Şükrü Yağmuroğlu", "محمد عبد الرحمن", "ሳራ ተስፋይ", "=HYPERLINK(1)", "../../etc/passwd", "A" * 200]


def group_with(names: list[str]):
    edition = f.EditionFactory()
    for name in names:
        completed(name, edition=edition)
    issue(edition=edition, kind=Kind.COMPLETION, by=None, decided=True)
    return edition


def test_it_holds_every_valid_one_byte_for_byte_with_a_manifest(client):
    edition = group_with(NAMES)
    revoked = Certificate.objects.filter(edition=edition).first()
    revoke([revoked], reason="Fout", by=None)
    client.force_login(f.SuperuserFactory())
    answer = client.get(reverse("leerlijn_issuing:zip", args=[edition.pk, "completion"]))
    assert answer.streaming
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    valid = Certificate.objects.filter(edition=edition, state="valid")
    assert set(archive.namelist()) == {*map(entry_name, valid), MANIFEST}
    assert all("/" not in name and "\\" not in name for name in archive.namelist())
    rows = list(csv.reader(io.StringIO(archive.read(MANIFEST).decode("utf-8-sig"))))[1:]
    assert [row[1] for row in rows] == [one.serial for one in valid.order_by("pk")]
    for row in rows:
        assert sha256(archive.read(row[0])).hexdigest() == row[-1]
        assert not row[2].startswith("=")
    seen = Access.objects.filter(action=Access.Action.DOWNLOADED, detail="zip").get()
    assert sorted(seen.subjects) == sorted(one.pk for one in valid)


def test_it_takes_no_more_memory_for_more_of_them():
    edition = group_with([f"Test Person {number}" for number in range(60)])
    certificates = Certificate.objects.filter(edition=edition)
    few = certificates.filter(pk__in=list(certificates.values_list("pk", flat=True)[:5]))
    added = sum(one.pdf.size for one in certificates) - sum(one.pdf.size for one in few)
    _taken(few)
    assert _taken(certificates) - _taken(few) < added / 2


def _taken(certificates) -> int:
    """The most bytes held at one moment while the ZIP is sent."""
    tracemalloc.start()
    for _piece in zipped(certificates):
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
