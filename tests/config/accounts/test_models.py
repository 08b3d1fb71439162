from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError

from config.accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_whoever_makes_a_superuser_by_hand_can_log_in_at_once(client):
    User.objects.create_superuser("Beheer@Example.org", "een zin die alleen ik ken")
    client.post("/account/login/", {"login": "beheer@example.org", "password": "een zin die alleen ik ken"})
    assert "_auth_user_id" in client.session
    assert EmailAddress.objects.get().verified


def test_an_address_is_one_account_s_whatever_its_case():
    UserFactory(email="een@example.org")
    with pytest.raises(IntegrityError):
        User(email="EEN@example.org").save()


def test_an_account_without_a_name_is_greeted_by_its_address():
    assert User(email="een@example.org").get_short_name() == "een"
    assert User(email="een@example.org", name="Amira").get_short_name() == "Amira"
