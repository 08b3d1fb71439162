import pytest
from django.core.cache import cache

from certificates.models import Certificate


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path, monkeypatch):
    """Files of a test go to a folder of its own; the public address is fixed; nobody asked anything before."""
    storage = Certificate._meta.get_field("pdf").storage
    monkeypatch.setitem(storage.__dict__, "base_location", str(tmp_path / "private"))
    monkeypatch.setitem(storage.__dict__, "location", str(tmp_path / "private"))
    settings.WAGTAILADMIN_BASE_URL = "https://leerlijn.example.org"
    cache.clear()
