import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/account/login/?next=%00", "/V/%00", "/%00/", "/?q=a%00b"])
def test_a_nul_byte_in_an_address_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


def test_the_public_site_allows_nothing_inline_and_nothing_from_outside(client):
    policy = client.get("/nowhere/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_only_the_admin_may_have_inline_scripts(admin_client):
    policy = admin_client.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy


def test_pages_tell_other_sites_nothing(client):
    headers = client.get("/nowhere/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["X-Content-Type-Options"] == "nosniff"
