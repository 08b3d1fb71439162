from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counted_requests():
    cache.clear()


@pytest.mark.parametrize(
    ("language", "subject"), [("nl", "Kies een nieuw wachtwoord"), ("en", "Choose a new password")]
)
def test_a_mail_is_in_the_language_of_who_gets_it(client, language, subject):
    account = UserFactory(language=language)
    other = "en" if language == "nl" else "nl"
    client.post("/account/password/reset/", {"email": account.email}, headers={"accept-language": other})
    assert mail.outbox[-1].subject == subject


def test_a_mail_has_its_text_and_the_same_with_a_button(client):
    account = UserFactory()
    client.post("/account/password/reset/", {"email": account.email})
    (html,) = [part.content for part in mail.outbox[-1].alternatives]
    address = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    assert f'<a href="{address}"' in html
    assert "<script" not in html
    assert mail.outbox[-1].body.splitlines()[0] in html
