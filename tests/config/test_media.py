"""Files from the site's own disk: whole, in part, and never run."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    names = []

    def store(name, data):
        names.append(default_storage.save(f"proef/{name}", ContentFile(data)))
        return f"/media/{names[-1]}"

    yield store
    for name in names:
        default_storage.delete(name)


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_recording_is_played_from_the_beginning(client, stored):
    answer = client.get(stored("stem.mp3", b"0123456789"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mpeg")
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == b"0123456789"


@pytest.mark.parametrize(
    ("asked", "part", "where"),
    [
        ("bytes=2-4", b"234", "2-4"),
        ("bytes=7-", b"789", "7-9"),
        ("bytes=-3", b"789", "7-9"),
        ("bytes=8-99", b"89", "8-9"),
    ],
)
def test_or_from_any_place_in_it(client, stored, asked, part, where):
    answer = client.get(stored("stem.mp3", b"0123456789"), headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {where}/10"
    assert answer["Content-Length"] == str(len(part))
    assert body(answer) == part


def test_a_place_behind_its_end(client, stored):
    assert client.get(stored("stem.mp3", b"0123"), headers={"range": "bytes=9-"}).status_code == 416


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=4-2", "bytes=1-2,3-4", "bytes=١-٢", "kilos=1-2", "x"])
def test_a_range_that_makes_no_sense_gives_the_whole(client, stored, asked):
    assert (
        client.get(stored("stem.mp3", b"0123"), headers={"range": asked.encode().decode("latin-1")}).status_code == 200
    )


@pytest.mark.parametrize("name", ["pagina.html", "tekening.svg", "blad.pdf", "zonder"])
def test_what_a_browser_would_run_is_downloaded(client, stored, name):
    assert client.get(stored(name, b"<script>"))["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("path", ["weg.mp3", "", "../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "proef", "a%00b"])
def test_nothing_else_is_there(client, path):
    assert client.get(f"/media/{path}").status_code in (400, 404)


def test_an_empty_file(client, stored):
    assert client.get(stored("leeg.mp3", b"")).status_code == 200
    assert client.get(stored("leeg.mp3", b""), headers={"range": "bytes=0-"}).status_code == 416


def test_a_document_of_a_closed_collection_is_closed_here_too(client, admin_client, stored):
    address = stored("geheim.pdf", b"x")
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Besloten"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    Document.objects.create(title="Geheim", file=address.removeprefix("/media/"), collection=collection)
    assert client.get(address).status_code == 404
    assert admin_client.get(address).status_code == 200
