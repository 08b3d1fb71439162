"""Mail filters open every link, with or without somebody's cookies: looking at what a code opens changes nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.routes.asking import address_of
from tests.routes.test_routes import session_of
from tests.routes.world import make_world

# What is written because somebody looked: who saw what, and when they were here last.
LOGS = {"leerlijn_courses.access", "sessions.session"}
BY_CODE = (
    *("registration", "own_page", "own_programme", "own_substitute", "own_cancel", "card", "own_calendar", "feed"),
    *("sheet", "door_link", "ticket", "ticket_picture", "host", "door", "door_walk_in", "field_logged", "card_code"),
    *("own_accept", "own_decline", "own_address", "door_find", "door_code", "door_leave", "door_unnamed"),
    *("door_check_in", "door_undo"),
)


def everything() -> dict[str, list[tuple]]:
    kept = [m for m in apps.get_models() if m._meta.label_lower not in LOGS and m._meta.managed]
    return {model._meta.label: sorted(map(repr, _rows(model._meta.db_table))) for model in kept}


def _rows(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["a", "p", "c", "f", "door"])
def test_opening_a_link_changes_nothing(role):
    world = make_world()
    client = Client()
    if role == "door":
        client.post(reverse("leerlijn_courses:door_link", args=[world.at["door_code"]]))
    else:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(world.accounts[role], role)
    before = everything()
    failed = []
    for name in BY_CODE:
        address = address_of(f"leerlijn_courses:{name}", world)
        for ask in (client.get, client.head, client.options):
            status = ask(address).status_code
            if status >= 500:
                failed.append(f"{ask.__name__} {name} → {status}")
    now = everything()
    assert not failed, "\n".join(failed)
    assert {label: now[label] for label in now if now[label] != before[label]} == {}
