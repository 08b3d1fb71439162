from __future__ import annotations

import pytest
from django.core.management import call_command

from courses.jobs.queueing import enqueue
from courses.jobs.running import run
from courses.people.changing import change_own_details
from courses.people.doubles.blocks import FEW, SLICES
from courses.people.doubles.finding import pairs_for
from courses.people.doubles.judging import PairRefused, join, look_again, separate, tell_apart
from courses.people.doubles.keeping import KIND, look_at_all, look_for_doubles, rebuild_keys
from courses.people.doubles.models import PersonKey, PersonPair
from courses.people.merging import MergeRefused, merge, split, survivors
from courses.people.models import Merge, Person
from courses.people.registering import create_person, create_persons
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    EditionFundingFactory,
    EnrolmentFactory,
    GrantFactory,
    OrganisationFactory,
    PersonWithAccountFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db
Decision = PersonPair.Decision


@pytest.fixture
def everybody():
    return SuperuserFactory()


def write_down(*names: str, **fields) -> list[Person]:
    """Recorded by the verb, as every screen and file does, and looked at as after the commit."""
    people = create_persons([Person(name=name, **fields) for name in names], by=None)
    look_for_doubles([person.pk for person in people])
    return people


def only_pair() -> PersonPair:
    return PersonPair.objects.get()


def test_a_pair_is_there_once_the_second_record_is_committed(django_capture_on_commit_callbacks, everybody):
    with django_capture_on_commit_callbacks(execute=True):
        create_person(name="نادية الحسن", phone="06 12 34 56 78", by=None)
        create_person(name="Nadia al-Hassan", phone="+31612345678", by=None)
        create_person(name="Els Mulder", by=None)
    [pair] = pairs_for(everybody)
    assert (pair.score, pair.reasons) == (90, ["name_spelling", "phone"])


def test_a_pair_goes_when_a_name_turns_out_to_be_another(django_capture_on_commit_callbacks):
    person = PersonWithAccountFactory(name="Amira Proef", email="")
    rebuild_keys()
    write_down("Amira Proef")
    assert only_pair().first_id == person.pk
    with django_capture_on_commit_callbacks(execute=True):
        change_own_details(person.account, name="Zoë Heel Anders")
    assert not PersonPair.objects.exists()


def test_who_was_judged_two_people_comes_back_only_if_more_speaks_for_it(everybody):
    first, second = write_down("Amira Proef", "Amira Proef")
    tell_apart(only_pair(), by=everybody)
    assert look_at_all() == 0
    assert not pairs_for(everybody).exists()
    Person.objects.update(phone="0612345678")
    rebuild_keys()
    look_at_all()
    assert [pair.reasons for pair in pairs_for(everybody)] == [["name_same", "phone"]]
    tell_apart(only_pair(), by=everybody)
    Person.objects.filter(pk=second.pk).update(name="Amira Profe")
    rebuild_keys()
    look_for_doubles([first.pk])
    assert only_pair().reasons == ["name_near", "phone"]
    assert not pairs_for(everybody).exists()


def test_joining_says_who_and_when_and_counts_them_once(everybody):
    first, second = write_down("Amira Proef", "Amira Proef")
    join(only_pair(), keep=second, by=everybody)
    assert survivors() == {first.pk: second.pk}
    pair = only_pair()
    assert (pair.decision, pair.decided_by) == (Decision.SAME, everybody)
    assert pair.decided_at is not None
    assert not pairs_for(everybody).exists()


def test_each_senseless_joining_gets_a_sentence(everybody):
    first, second = write_down("Amira Proef", "Amira Proef")
    stranger = write_down("Els Mulder")[0]
    with pytest.raises(PairRefused, match=r"\.$"):
        join(only_pair(), keep=stranger, by=everybody)
    join(only_pair(), keep=first, by=everybody)
    for again in (lambda: join(only_pair(), keep=first, by=everybody), lambda: tell_apart(only_pair(), by=everybody)):
        with pytest.raises(PairRefused, match=r"\.$"):
            again()
    for person, into in ((first, first), (first, second), (second, first)):
        with pytest.raises(MergeRefused, match=r"\.$"):
            merge(person, into, by=everybody)


def test_taking_apart_remembers_that_they_are_two_people(everybody):
    first, second = write_down("Amira Proef", "Amira Proef")
    fact = join(only_pair(), keep=first, by=everybody)
    separate(fact, by=everybody)
    assert survivors() == {}
    assert (only_pair().decision, only_pair().decided_by) == (Decision.DIFFERENT, everybody)
    look_again(only_pair(), by=everybody)
    assert pairs_for(everybody).get().pk == only_pair().pk
    with pytest.raises(MergeRefused):
        separate(fact, by=everybody)
    assert second.pk in (only_pair().first_id, only_pair().second_id)


def test_what_other_verbs_join_is_no_question_any_more(everybody):
    first, second, third = write_down("Amira Proef", "Amira Proef", "Amira Proef")
    merge(first, second, by=None)
    merge(second, third, by=None)
    assert set(PersonPair.objects.values_list("decision", flat=True)) == {Decision.SAME}
    split(second, third, by=everybody)
    left = {(pair.first_id, pair.second_id): pair.decision for pair in PersonPair.objects.all()}
    assert left == {
        (first.pk, second.pk): Decision.SAME,
        (second.pk, third.pk): Decision.DIFFERENT,
        (first.pk, third.pk): Decision.OPEN,
    }


def test_telling_two_people_apart_settles_their_other_records_too(everybody):
    first, second, third = write_down("Amira Proef", "Amira Proef", "Amira Proef")
    join(PersonPair.objects.get(first=first, second=second), keep=first, by=everybody)
    tell_apart(PersonPair.objects.get(first=second, second=third), by=everybody)
    assert not pairs_for(everybody).exists()
    assert PersonPair.objects.filter(decision=Decision.DIFFERENT).count() == 2


def test_who_is_joined_before_the_search_is_no_question(everybody):
    first, second = create_persons([Person(name="Amira Proef"), Person(name="Amira Proef")], by=None)
    merge(first, second, by=None)
    look_at_all()
    assert only_pair().decision == Decision.SAME


def test_a_name_that_many_have_says_something_only_among_few(everybody):
    ours, theirs = OrganisationFactory.create_batch(2)
    create_persons([Person(name="Mohamed Ali", keeper=theirs) for _ in range(FEW + 5)], by=None)
    mine = create_persons([Person(name="Mohamed Ali", keeper=ours) for _ in range(2)], by=None)
    look_at_all()
    assert (only_pair().first, only_pair().second) == tuple(mine)
    grant = GrantFactory()
    for person in (mine[0], Person.objects.filter(keeper=theirs).first()):
        edition = EditionFundingFactory(grant=grant, edition=EditionFactory(organisation=person.keeper)).edition
        EnrolmentFactory(edition=edition, person=person)
    look_at_all()
    assert PersonPair.objects.count() == 2
    assert look_for_doubles([mine[0].pk]) == 0
    assert PersonPair.objects.count() == 2


COLLEAGUES = (
    "Els Mulder, Bart Kuipers, Noor Hofstra, Wim Tolsma, Ineke Grafdijk, Freek Lubbers, Gerda Swart, Hidde Prins, "
    "Kees Vonk, Loes Zandstra, Marga Feenstra, Otto Rozema, Petra Haan, Quirine Blom, Rob Elzinga, Saskia Nauta, "
    "Teun Wubs, Uma Cnossen, Vera Ypma, Xandra Dol, Yvo Meems, Zus Kamp, Aart Oord, Bea Stuit, Coen Jager, Daan Pol"
)


def test_an_office_s_telephone_is_no_reason_however_many_have_it():
    create_persons([Person(name=name, phone="050-1234567") for name in COLLEAGUES.split(", ")], by=None)
    assert look_at_all() == 0


def test_what_no_verb_changed_is_found_by_the_command(capsys):
    Person.objects.bulk_create([Person(name="Amira Proef"), Person(name="amira  proef")])
    call_command("find_double_persons", "--keys")
    assert capsys.readouterr().out.splitlines() == ["2 persons have keys.", "1 new pairs."]


def test_the_daily_look_says_how_far_it_is_and_leaves_alone_what_was_decided_meanwhile(everybody):
    people = write_down("Amira Proef", "Amira Proef")
    phones = write_down("Els Mulder", "Els Mulder")
    Person.objects.filter(pk__in=[person.pk for person in people]).update(phone="0612345678")
    rebuild_keys()

    def deciding_meanwhile(parts):
        tell_apart(PersonPair.objects.get(first=people[0]), by=everybody)
        join(PersonPair.objects.get(first=phones[0]), keep=phones[0], by=everybody)
        yield from parts

    look_at_all(deciding_meanwhile)
    assert not pairs_for(everybody).filter(first=phones[0]).exists()
    assert survivors() == {phones[1].pk: phones[0].pk}
    job = enqueue(kind=KIND, by=None, parameters={"persons": None})
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (job.State.DONE, SLICES, SLICES)


def test_who_was_erased_has_no_keys():
    [person] = write_down("Amira Proef")
    person.erased_at = person.created_at
    person.save()
    rebuild_keys()
    look_at_all()
    assert not PersonKey.objects.filter(person__erased_at=None).exists()


def test_looking_costs_no_more_for_many_than_for_few(django_assert_num_queries, django_assert_max_num_queries):
    people = write_down(*[f"Naam{number} Achter{number}" for number in range(40)], phone="")
    twins = write_down(*[f"Naam{number} Achter{number}" for number in range(40)])
    with django_assert_max_num_queries(10):
        look_for_doubles([person.pk for person in (*people, *twins)])
    with django_assert_max_num_queries(10):
        look_for_doubles([people[0].pk])


def test_a_coordinator_finds_pairs_of_the_own_organisation_alone():
    ours, theirs = OrganisationFactory.create_batch(2)
    mine = AssignmentFactory(organisation=ours).account
    [one] = write_down("Amira Proef", keeper=ours)
    write_down("Amira Proef", keeper=theirs)
    assert not pairs_for(mine).exists()
    [two] = write_down("Amira Proef", keeper=ours)
    [pair] = pairs_for(mine)
    assert (pair.first, pair.second) == (one, two)
    assert pairs_for(mine).count() == 1


def test_the_lead_s_linker_finds_pairs_across_partners_in_the_project_and_nobody_else_does():
    lead, ours, theirs, outside = OrganisationFactory.create_batch(4)
    grant = GrantFactory(lead=lead)
    linker = AssignmentFactory(organisation=lead, role="linker").account
    others = [
        AssignmentFactory(organisation=lead).account,
        AssignmentFactory(organisation=ours).account,
        AssignmentFactory(organisation=theirs, role="linker").account,
    ]
    people = [write_down("Amira Proef", keeper=keeper)[0] for keeper in (ours, theirs, outside)]
    editions = [EditionFactory(organisation=keeper) for keeper in (ours, theirs, outside)]
    for edition, person in zip(editions, people, strict=True):
        EnrolmentFactory(edition=edition, person=person)
    for position, edition in enumerate(editions[:2]):
        EditionFundingFactory(edition=edition, grant=grant, position=position)
    [pair] = pairs_for(linker)
    assert {pair.first, pair.second} == set(people[:2])
    assert not any(pairs_for(account).exists() for account in others)
    editions[1].counting = "primary_only"
    editions[1].save()
    EditionFundingFactory(edition=editions[1], grant=GrantFactory(), position=0)
    assert not pairs_for(linker).exists()
    assert Merge.objects.count() == 0
