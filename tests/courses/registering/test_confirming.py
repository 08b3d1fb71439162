from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.editions.enrolling import withdraw
from courses.editions.errors import EnrolmentClosed
from courses.models import Enrolment, Organisation, Person, Registration, RegistrationAnswer
from courses.people.linking import Outcome, link_account
from courses.registering.confirming import confirm
from tests import factories as f
from tests.factories_registering import QuestionFactory, RegistrationAnswerFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_confirming_makes_a_person_with_a_place_and_leaves_no_name_behind():
    registration = RegistrationFactory(name="Ayşe Yılmaz", email="ayse@example.org", function="leraar", language="en")
    confirmed = confirm(registration)
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.function) == ("placed", "leraar")
    assert (enrolment.person.name, enrolment.person.email) == ("Ayşe Yılmaz", "ayse@example.org")
    assert enrolment.person.language == "en"
    assert enrolment.person.keeper is None
    registration.refresh_from_db()
    assert registration.enrolment == confirmed.enrolment == enrolment
    assert (registration.name, registration.email, registration.function) == ("", "", "")


def test_a_full_group_and_one_without_places_let_wait():
    edition = f.EditionFactory(open_for_enrolment=True, capacity=0)
    assert confirm(RegistrationFactory(edition=edition)).enrolment.state == "waiting"


def test_pressed_again_nothing_changes():
    registration = RegistrationFactory()
    first = confirm(registration)
    again = confirm(registration)
    assert again.already
    assert again.enrolment == first.enrolment
    assert Person.objects.count() == 1


def test_after_stopping_the_old_link_does_not_bring_back():
    registration = RegistrationFactory()
    withdraw([confirm(registration).enrolment], by=None)
    assert confirm(registration).enrolment.state == "stopped"
    assert Enrolment.objects.count() == 1


def test_registering_twice_with_one_address_is_one_enrolment_and_the_later_answers_hold():
    first = RegistrationAnswerFactory()
    edition, email = first.registration.edition, first.registration.email
    confirm(first.registration)
    second = RegistrationFactory(edition=edition, name=first.registration.name.upper(), email=email.upper())
    RegistrationAnswerFactory(registration=second, question=first.question, chosen=["vegan"])
    assert confirm(second).already
    answer = RegistrationAnswer.objects.get()
    assert (answer.enrolment, answer.chosen) == (Enrolment.objects.get(), ["vegan"])


def test_a_closed_or_ended_group_refuses_and_the_registration_stays_open():
    closed = RegistrationFactory(edition__open_for_enrolment=False)
    over = RegistrationFactory()
    f.SessionFactory(edition=over.edition)
    for registration in (closed, over):
        with pytest.raises(EnrolmentClosed):
            confirm(registration)
    assert not Registration.objects.exclude(confirmed_at=None).exists()
    assert not Person.objects.exists()


def test_who_registered_in_time_may_confirm_after_the_last_day():
    today = timezone.localdate()
    registration = RegistrationFactory(edition__enrol_until=today - timedelta(days=1))
    with pytest.raises(EnrolmentClosed):
        confirm(registration)
    Registration.objects.update(created_at=timezone.now() - timedelta(days=2))
    registration.refresh_from_db()
    assert confirm(registration).enrolment.state == "placed"


# Whose record it is


def registered(person, edition, **fields):
    return RegistrationFactory(edition=edition, **{"email": person.email, "name": person.name} | fields)


@pytest.fixture
def edition():
    return f.EditionFactory(open_for_enrolment=True)


def test_a_record_of_the_groups_own_organisation_or_of_nobody_is_theirs(edition):
    kept, free = f.PersonFactory(keeper=edition.organisation), f.PersonFactory()
    for person in (kept, free):
        assert confirm(registered(person, edition, name="Another Spelling")).enrolment.person == person
    assert Person.objects.count() == 2


def test_a_record_of_another_partner_is_never_found(edition):
    elsewhere = f.PersonFactory(keeper=f.OrganisationFactory())
    assert confirm(registered(elsewhere, edition)).enrolment.person != elsewhere


def test_a_record_with_an_account_of_that_address_is_theirs_whoever_recorded_it(edition):
    person = f.PersonWithAccountFactory(keeper=f.OrganisationFactory())
    assert confirm(registered(person, edition)).enrolment.person == person


def test_an_address_that_is_not_the_accounts_own_opens_no_record_with_an_account(edition):
    person = f.PersonFactory(account=f.UserFactory(email="now@example.org"), email="before@example.org")
    assert confirm(registered(person, edition)).enrolment.person != person


def test_a_name_alone_finds_nobody(edition):
    person = f.PersonFactory(keeper=edition.organisation)
    assert confirm(registered(person, edition, email="other@example.org")).enrolment.person != person


def test_who_share_an_address_are_told_apart(edition):
    one, other = (f.PersonFactory(email="family@example.org", name=name) for name in ("Jan Proef", "Marie Proef"))
    assert confirm(registered(other, edition)).enrolment.person == other
    assert confirm(registered(one, edition, name="Somebody New")).enrolment.person not in (one, other)


def test_an_erased_record_is_nobodys(edition):
    erased = f.PersonFactory(erased_at=timezone.now())
    assert confirm(registered(erased, edition)).enrolment.person != erased


def test_a_trainer_of_the_group_stays_one(edition):
    trainer = f.EnrolmentFactory(edition=edition, role="trainer")
    assert confirm(registered(trainer.person, edition)).already
    assert Enrolment.objects.count() == 1


def test_a_later_account_takes_over_by_its_proven_address(client, edition):
    enrolment = confirm(RegistrationFactory(edition=edition, email="later@example.org")).enrolment
    account = f.UserFactory(email="later@example.org")
    assert link_account(account=account, addresses=[account.email]).outcome == Outcome.LINKED
    enrolment.person.refresh_from_db()
    assert enrolment.person.account == account
    client.force_login(account)
    assert edition.version.title in client.get(reverse("leerlijn_courses:my_line")).content.decode()


# Somebody else


def test_a_secretary_registers_several_and_stays_known_to_the_coordinator(edition):
    for name in ("Wethouder Een", "Wethouder Twee"):
        confirm(RegistrationFactory(edition=edition, somebody_else=True, name=name, email="office@example.org"))
    assert set(Person.objects.values_list("name", flat=True)) == {"Wethouder Een", "Wethouder Twee"}
    assert set(Registration.objects.values_list("by_email", "email")) == {("secretary@example.org", "")}


def test_somebody_elses_address_proves_nothing_and_finds_no_record(edition):
    known = f.PersonFactory(keeper=edition.organisation)
    enrolment = confirm(registered(known, edition, somebody_else=True, name="Wie Dan Ook")).enrolment
    assert enrolment.person != known


def test_the_same_person_registered_again_by_another_is_one_enrolment_with_its_own_answers(edition):
    question = QuestionFactory(edition=edition)
    own = RegistrationFactory(edition=edition)
    who = {"edition": edition, "name": own.name, "email": own.email}
    RegistrationAnswerFactory(registration=own, question=question)
    enrolment = confirm(own).enrolment
    another = RegistrationFactory(somebody_else=True, **who)
    RegistrationAnswerFactory(registration=another, question=question, chosen=["halal"])
    assert confirm(another).enrolment == enrolment
    assert RegistrationAnswer.objects.get().chosen == ["vegetarian"]


# The organisation they name


@pytest.mark.parametrize("typed", ["gemeente proefstad", " Gemeente  Proefstad ", "GemeenteProefstad"])
def test_an_organisation_that_the_organiser_knows_is_found_by_its_name(edition, typed):
    known = f.OrganisationFactory(name="Gemeente Proefstad", keeper=edition.organisation)
    assert confirm(RegistrationFactory(edition=edition, organisation=typed)).enrolment.organisation == known


def test_an_organisation_of_others_is_not_found_and_a_new_one_is_the_organisers(edition):
    other = f.OrganisationFactory(name="Gemeente Proefstad")
    found = confirm(RegistrationFactory(edition=edition, organisation="Gemeente Proefstad")).enrolment.organisation
    assert found != other
    assert found.keeper == edition.organisation
    again = confirm(RegistrationFactory(edition=edition, organisation="gemeente proefstad")).enrolment.organisation
    assert again == found
    assert Organisation.objects.filter(name__iexact="gemeente proefstad").count() == 2


# At the same moment


def test_two_buttons_at_once_enrol_once(at_once):
    registration = RegistrationFactory()
    rows = at_once(*[partial(confirm, Registration.objects.get(pk=registration.pk))] * 4)
    assert len({row.enrolment.pk for row in rows}) == 1
    assert sorted(row.already for row in rows) == [False, True, True, True]
    assert Person.objects.count() == 1


def test_two_registrations_of_one_address_at_once_are_one_enrolment(at_once):
    edition = f.EditionFactory(open_for_enrolment=True)
    typed = [RegistrationFactory(edition=edition, email="twice@example.org", name="Twee Keer") for _ in range(3)]
    at_once(*(partial(confirm, one) for one in typed))
    assert Person.objects.count() == Enrolment.objects.count() == 1


def test_the_last_place_goes_to_one(at_once):
    edition = f.EditionFactory(open_for_enrolment=True, capacity=1)
    rows = at_once(*(partial(confirm, RegistrationFactory(edition=edition)) for _ in range(4)))
    assert sorted(row.enrolment.state for row in rows) == ["placed", "waiting", "waiting", "waiting"]
