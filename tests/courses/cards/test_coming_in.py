"""A card signs its holder in, opens no account of anybody's own, and stops when it is replaced."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.cards.holders import account_of
from courses.cards.making import replace_card, stop_card
from courses.cards.views import initials
from courses.models import Assignment, Person
from courses.people.assigning import assign
from courses.people.linking import Outcome, link_account
from courses.people.merging import merge
from tests.factories import (
    EditionFactory,
    EnrolmentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
    UserFactory,
)
from tests.factories_cards import code_for

pytestmark = pytest.mark.django_db
LINE = reverse("leerlijn_courses:my_line")


def address(code):
    return reverse("leerlijn_courses:card", args=[code])


@pytest.fixture
def person():
    return PersonFactory(name="Selam van der Tesfaye", email="", language="nl")


def came_in(client):
    return client.get(LINE).status_code == 200


def test_looking_at_a_card_changes_nothing_and_names_nobody(client, person):
    code = code_for(person)
    before = get_user_model().objects.count()
    for _ in range(3):
        response = client.get(address(code))
    text = response.content.decode()
    assert "S. v. d. T." in text
    assert "Selam" not in text
    assert get_user_model().objects.count() == before
    assert not came_in(client)
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert Person.objects.get().cards.get().last_used_on is None


def test_the_button_signs_in_on_any_phone_to_the_same_account(person):
    EnrolmentFactory(person=person, edition=EditionFactory(title="Eigen groep"))
    code = code_for(person)
    for typed in (code, code.lower()):
        phone = Client()
        response = phone.post(address(typed), follow=True)
        assert response.redirect_chain[-1][0] == LINE
        assert "Selam" in response.content.decode()
    person.refresh_from_db()
    assert person.account_stands_in
    assert get_user_model().objects.filter(leerlijn_person=person).count() == 1
    assert person.cards.get().last_used_on == timezone.localdate()
    assert not mail.outbox


def test_the_account_that_is_made_has_no_password_and_no_address_for_mail(client, person):
    account = account_of(person)
    assert not account.has_usable_password()
    assert account.email.endswith(".invalid")
    assert account.language == "nl"
    assert not account.get_full_name()
    assert "card-" not in account.get_short_name()
    client.post(reverse("account_reset_password"), {"email": account.email})
    assert not mail.outbox


def test_a_borrowed_phone_forgets_within_the_hour_and_ones_own_later(person):
    code = code_for(person)
    borrowed, own = Client(), Client()
    borrowed.post(address(code))
    own.post(address(code), {"own_phone": "1"})
    assert borrowed.session.get_expiry_age() <= 3600
    assert own.session.get_expiry_age() > 24 * 3600


@pytest.mark.parametrize("stop", [replace_card, stop_card])
def test_a_replaced_card_stops_at_once_with_its_sessions(client, person, stop):
    code = code_for(person)
    client.post(address(code))
    assert came_in(client)
    stop(person, by=None)
    assert not came_in(client)
    assert Client().get(address(code)).status_code == 410
    assert Client().post(address(code)).status_code == 410


def test_the_new_card_opens_the_same_account(client, person):
    client.post(address(code_for(person)))
    before = Person.objects.get().account
    replace_card(person, by=None)
    client.post(address(code_for(person)))
    assert came_in(client)
    assert Person.objects.get().account == before


def test_a_card_opens_no_account_of_ones_own(client):
    code = code_for(person := PersonFactory())
    account = UserFactory()
    Person.objects.filter(pk=person.pk).update(account=account)
    assert client.post(address(code)).status_code == 403
    assert client.get(address(code)).status_code == 403
    assert not came_in(client)


@pytest.mark.parametrize("how", ["assigned", "admin", "superuser", "trainer", "closed", "erased"])
def test_a_card_opens_nothing_for_who_works_here(client, person, how):
    code = code_for(person)
    account = account_of(person)
    if how == "assigned":
        Assignment.objects.create(account=account, organisation=OrganisationFactory(), role="trainer")
    elif how == "admin":
        account.groups.add(Group.objects.get(name="Leerlijn trainers"))
    elif how == "superuser":
        get_user_model().objects.filter(pk=account.pk).update(is_superuser=True)
    elif how == "trainer":
        EnrolmentFactory(person=person, role="trainer")
    elif how == "closed":
        get_user_model().objects.filter(pk=account.pk).update(is_active=False)
    else:
        Person.objects.filter(pk=person.pk).update(erased_at=timezone.now())
    response = client.post(address(code))
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()
    assert not came_in(client)


def test_a_card_of_a_record_that_was_joined_with_somebody_who_logs_in_opens_nothing(client, person):
    code = code_for(person)
    merge(person, PersonWithAccountFactory(), by=None)
    assert client.post(address(code)).status_code == 403


def test_who_was_logged_in_hears_that_they_are_logged_out(client, person):
    other = PersonWithAccountFactory()
    client.force_login(other.account)
    code = code_for(person)
    assert "iemand anders ingelogd" in client.get(address(code)).content.decode()
    client.post(address(code))
    assert client.session["_auth_user_id"] == str(Person.objects.get(pk=person.pk).account_id)


def test_an_address_proven_on_another_account_takes_the_person_over(client, person):
    person.email = "selam@example.org"
    person.save()
    code = code_for(person)
    client.post(address(code))
    stood_in = Person.objects.get(pk=person.pk).account
    own = UserFactory(email="selam@example.org")
    assert link_account(account=own, addresses=[own.email]).outcome == Outcome.LINKED
    person.refresh_from_db()
    assert (person.account, person.account_stands_in) == (own, False)
    assert not came_in(client)
    stood_in.refresh_from_db()
    assert not stood_in.is_active
    assert client.post(address(code)).status_code == 403


def test_an_address_proven_on_the_cards_account_makes_it_ones_own(client, person):
    code = code_for(person)
    client.post(address(code))
    account = Person.objects.get(pk=person.pk).account
    assert link_account(account=account, addresses=[]).outcome == Outcome.ALREADY
    assert client.get(address(code)).status_code == 200, "logging in proves nothing"
    link_account(account=account, addresses=["selam@example.org"])
    assert came_in(client)
    assert Client().post(address(code)).status_code == 403


def test_adding_an_address_by_the_account_page_gives_an_own_login(client, person):
    """The whole way: the page, the mail to the new address, its button; nothing goes to the address that isn't one."""
    client.post(address(code_for(person)), {"own_phone": "1"})
    assert "card-" not in client.get(reverse("account_settings")).content.decode()
    Person.objects.filter(pk=person.pk).update(email="selam@example.org")  # as the organiser wrote it down
    client.post(reverse("account_email"), {"email": "selam@example.org", "action_add": ""})
    assert {to for message in mail.outbox for to in message.to} == {"selam@example.org"}
    link = next(word for word in mail.outbox[0].body.split() if "/confirm-email/" in word)
    client.post("/" + link.split("/", 3)[3])
    person.refresh_from_db()
    assert person.account.email == "selam@example.org"
    assert not person.account_stands_in


def test_a_finder_adds_no_address_of_their_own(client, person):
    client.post(address(code_for(person)), {"own_phone": "1"})
    answer = client.post(reverse("account_email"), {"email": "finder@example.org", "action_add": ""})
    assert "email" in answer.context["form"].errors
    assert not mail.outbox


def test_an_address_that_was_not_confirmed_opens_nothing_once_the_card_is_replaced(client, person):
    client.post(address(code_for(person)), {"own_phone": "1"})
    Person.objects.filter(pk=person.pk).update(email="selam@example.org")
    client.post(reverse("account_email"), {"email": "selam@example.org", "action_add": ""})
    link = next(word for word in mail.outbox[0].body.split() if "/confirm-email/" in word)
    Person.objects.filter(pk=person.pk).update(email="")
    replace_card(Person.objects.get(pk=person.pk), by=None)
    finder = Client()
    finder.post("/" + link.split("/", 3)[3])
    assert not came_in(finder)
    assert Person.objects.get(pk=person.pk).account_stands_in


def test_made_up_codes_are_not_tried_for_long(client, person):
    statuses = [client.get(address(f"1{'0' * 16}")).status_code for _ in range(32)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get(address(code_for(person))).status_code == 200, "who has a card goes on"


def test_typing_the_code_from_the_card(client, person):
    code = code_for(person)
    response = client.get(reverse("leerlijn_courses:card_code"), {"code": f" {code[:4]}-{code[4:]} ".lower()})
    assert response.headers["Location"] == address(code)
    for wrong in ("é!", "x" * 10_000, "\x00"):
        assert client.get(reverse("leerlijn_courses:card_code"), {"code": wrong}).status_code in (200, 302, 400)


def test_a_host_makes_accounts_of_its_own(client, person, settings):
    settings.LEERLIJN_CARD_ACCOUNT = "tests.courses.cards.test_coming_in.made_by_a_host"
    client.post(address(code_for(person)))
    assert Person.objects.get(pk=person.pk).account.email == f"host-{person.pk}@example.org"


def made_by_a_host(person):
    return UserFactory(email=f"host-{person.pk}@example.org")


def test_two_phones_at_once_make_one_account(at_once):
    person = PersonFactory(email="")
    code = code_for(person)
    answers = at_once(*[lambda: Client().post(address(code)).status_code] * 3)
    assert answers == [302, 302, 302]
    assert get_user_model().objects.count() == 1


def test_initials_are_of_every_script():
    assert initials("Noor") == "N."
    assert initials("ሰላም ተስፋዬ") == "ሰ. ተ."
    assert initials("Şeyma Yıldız-Öz") == "Ş. Y. Ö."
    assert initials("") == ""


def test_superusers_have_no_card():
    person = PersonFactory(account=SuperuserFactory())
    from courses.cards.errors import CardRefused

    with pytest.raises(CardRefused):
        code_for(person)


def test_a_coordinator_who_takes_part_has_no_card():
    from courses.cards.errors import CardRefused

    person = PersonWithAccountFactory()
    assign(person.account, OrganisationFactory(), Assignment.Role.COORDINATOR, by=None)
    with pytest.raises(CardRefused):
        code_for(person)
